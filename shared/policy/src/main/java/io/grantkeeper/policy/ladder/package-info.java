/**
 * The trust ladder: collects the evidence about a policy, determines whether the evidence suffices for a promotion or
 * requires a demotion, and shows what another policy would have decided. People decide about promotions; only demotions
 * are automatic.
 */
@NullMarked
package io.grantkeeper.policy.ladder;

import org.jspecify.annotations.NullMarked;
