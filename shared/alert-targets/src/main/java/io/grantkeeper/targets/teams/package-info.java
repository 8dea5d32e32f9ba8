/** Microsoft Teams: posts Adaptive Cards to a Workflows webhook. */
@NullMarked
package io.grantkeeper.targets.teams;

import org.jspecify.annotations.NullMarked;
