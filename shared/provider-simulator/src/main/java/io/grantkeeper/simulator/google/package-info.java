/**
 * The double of Google's Admin SDK, its OAuth token endpoint and the IAM listing of service accounts.
 * Error forms, quotas and page sizes follow developers.google.com, Retry-After's absence included.
 */
@NullMarked
package io.grantkeeper.simulator.google;

import org.jspecify.annotations.NullMarked;
