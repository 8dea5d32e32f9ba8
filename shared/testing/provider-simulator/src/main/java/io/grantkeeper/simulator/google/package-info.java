/**
 * A double of Google's Admin SDK, its OAuth token endpoint, and the part of the IAM API that lists service accounts and
 * disables their keys. Error formats, quotas and page sizes follow developers.google.com; as there, responses have no
 * Retry-After header.
 */
@NullMarked
package io.grantkeeper.simulator.google;

import org.jspecify.annotations.NullMarked;
