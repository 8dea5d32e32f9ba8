/**
 * Exports policies as Cedar with a schema of the policy model, for validation, testing, and services that accept Cedar.
 */
@NullMarked
package io.grantkeeper.policy.export;

import org.jspecify.annotations.NullMarked;
