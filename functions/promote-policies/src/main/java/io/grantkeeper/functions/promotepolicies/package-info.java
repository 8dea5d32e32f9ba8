/**
 * The trust ladder as a function. On its schedule it reviews the evidence, proposes promotions and demotes policies.
 * Callers that IAM authorizes invoke it to apply what people decide about policies.
 */
@NullMarked
package io.grantkeeper.functions.promotepolicies;

import org.jspecify.annotations.NullMarked;
