/** Tests of profiles, signals and incidents. */
@NullMarked
package io.grantkeeper.behavior;

import org.jspecify.annotations.NullMarked;
