package io.grantkeeper.evidence.report;

import io.grantkeeper.evidence.history.AuditPeriod;
import io.grantkeeper.evidence.history.EntryTrails;
import io.grantkeeper.evidence.mapping.Framework;
import io.grantkeeper.identity.TenantId;
import java.util.List;

/**
 * The evidence for one framework in one period.
 *
 * @param log the log and the checkpoint that the report is based on
 * @param seed the seed with which all samples are drawn
 * @param gaps the coverage gaps that were open at any time in the period
 * @param unread the number of entries that this release of Grantkeeper cannot read because another release wrote them
 * @param entries the number of entries in the period
 * @param proofs the proofs of every entry that the report names, in the order of the ledger
 */
public record FrameworkReport(
        Framework framework,
        TenantId tenant,
        AuditPeriod period,
        Log log,
        String seed,
        List<ControlReport> controls,
        List<EntryTrails.Gap> gaps,
        int unread,
        long entries,
        List<InclusionEvidence> proofs) {
    public FrameworkReport {
        controls = List.copyOf(controls);
        gaps = List.copyOf(gaps);
        proofs = List.copyOf(proofs);
    }

    /**
     * The log that the report is based on.
     *
     * @param note the signed checkpoint
     * @param keys the public keys that verify the checkpoint's signatures
     */
    public record Log(String origin, long size, String root, String note, List<String> keys) {
        public Log {
            keys = List.copyOf(keys);
        }
    }

    public long count(ControlVerdict verdict) {
        return controls.stream().filter(control -> control.verdict() == verdict).count();
    }
}
