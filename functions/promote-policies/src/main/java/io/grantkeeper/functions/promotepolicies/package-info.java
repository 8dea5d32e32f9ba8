/**
 * The function {@code promote-policies}. On its schedule, it reviews the evidence, proposes promotions on the trust
 * ladder
 * and demotes policies. Callers that IAM authorizes invoke it to apply what people decide about policies.
 */
@NullMarked
package io.grantkeeper.functions.promotepolicies;

import org.jspecify.annotations.NullMarked;
