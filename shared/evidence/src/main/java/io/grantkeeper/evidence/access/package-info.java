/** Who could reach what on a day, as the record tells it. */
@NullMarked
package io.grantkeeper.evidence.access;

import org.jspecify.annotations.NullMarked;
