/**
 * Finds the least-privilege set of permissions that allows all observed API calls of an app, and the granted
 * permissions that these calls do not need. Every result includes a proof, which checks each call against the
 * permissions that the vendor publishes. If a call is missing from the published table, no permission is reported as
 * unneeded.
 */
@NullMarked
package io.grantkeeper.rightsizing;

import org.jspecify.annotations.NullMarked;
