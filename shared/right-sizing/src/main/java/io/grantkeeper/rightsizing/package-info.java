/**
 * Finds the least-privilege set of permissions that admits all API calls that an app was observed to make, and the
 * granted permissions that are not needed. Every answer includes a proof, which replays each call against the vendor's
 * table. If a call is missing from the table, no permission is reported as unneeded.
 */
@NullMarked
package io.grantkeeper.rightsizing;

import org.jspecify.annotations.NullMarked;
