/**
 * Policy as intent: documents in which security teams say who may do what, what they decide for each action of an agent,
 * and the ladder of trust that each of them climbs on evidence.
 */
@NullMarked
package io.grantkeeper.policy;

import org.jspecify.annotations.NullMarked;
