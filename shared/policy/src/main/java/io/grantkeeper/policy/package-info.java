/**
 * Policies as intent: documents in which security teams state who may do what, the decisions on each action of an
 * agent, and the trust ladder. On the ladder, evidence determines whether a policy is promoted or demoted.
 */
@NullMarked
package io.grantkeeper.policy;

import org.jspecify.annotations.NullMarked;
