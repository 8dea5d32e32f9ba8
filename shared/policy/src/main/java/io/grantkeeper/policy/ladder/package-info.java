/**
 * The trust ladder: the evidence about a policy, whether it suffices for a promotion or requires a demotion, and what
 * another policy would have decided. People decide about promotions; only demotions are automatic.
 */
@NullMarked
package io.grantkeeper.policy.ladder;

import org.jspecify.annotations.NullMarked;
