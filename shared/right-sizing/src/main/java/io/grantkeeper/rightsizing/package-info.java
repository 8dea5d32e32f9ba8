/**
 * Finds, for the API calls an app was seen to make, the least set of permissions that admits all of them, and what is
 * surplus. Every answer carries a replay proof, and a call that the vendors' tables do not know takes the claim away.
 */
@NullMarked
package io.grantkeeper.rightsizing;

import org.jspecify.annotations.NullMarked;
