package io.grantkeeper.policy.enforcement;

import io.grantkeeper.identity.TenantId;

/** Where it is told what people do to enforcement as a whole, and what they exempt from it, before it takes effect. */
public interface EnforcementJournal {
    void turned(TenantId tenant, EnforcementSwitch position);

    void exempted(TenantId tenant, Breach breach);
}
