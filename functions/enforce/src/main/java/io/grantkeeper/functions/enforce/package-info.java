/**
 * The function {@code enforce}. On its schedule, it checks the whole inventory against the policies, warns owners and
 * revokes access. Callers that IAM authorizes invoke it to stop and resume enforcement and to record exceptions.
 */
@NullMarked
package io.grantkeeper.functions.enforce;

import org.jspecify.annotations.NullMarked;
