/** Fixtures that the tests of several packages share. */
@NullMarked
package io.grantkeeper.owners;

import org.jspecify.annotations.NullMarked;
