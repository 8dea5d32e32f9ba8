package io.grantkeeper.policy.enforcement;

import io.grantkeeper.identity.TenantId;

/**
 * Records in the ledger when people stop or resume enforcement or make exceptions. Each change is recorded before it
 * takes effect.
 */
public interface EnforcementLedger {
    void switchChanged(TenantId tenant, EnforcementSwitch position);

    void exempted(TenantId tenant, PolicyViolation violation);
}
