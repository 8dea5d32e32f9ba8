/** Tests of the function that compares activities with profiles. */
@NullMarked
package io.grantkeeper.functions.watchactivity;

import org.jspecify.annotations.NullMarked;
