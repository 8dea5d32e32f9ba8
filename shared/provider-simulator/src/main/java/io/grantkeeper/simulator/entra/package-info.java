/**
 * The double of Microsoft Entra and Graph: one tenant whose users are the simulated company's people, with Graph's
 * paging, permissions, quotas and traps. The tenant's state lies here too.
 */
@NullMarked
package io.grantkeeper.simulator.entra;

import org.jspecify.annotations.NullMarked;
