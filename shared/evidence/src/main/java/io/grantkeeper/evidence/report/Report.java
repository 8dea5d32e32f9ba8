package io.grantkeeper.evidence.report;

import io.grantkeeper.evidence.history.Period;
import io.grantkeeper.evidence.history.Traces;
import io.grantkeeper.evidence.mapping.Framework;
import io.grantkeeper.identity.TenantId;
import java.util.List;

/**
 * The evidence of one framework in one period.
 *
 * @param log under which checkpoint everything stands
 * @param seed by which samples were drawn
 * @param gaps open at some time in the period
 * @param unread how many entries another version wrote, which this one cannot read
 * @param entries how many entries were told of the period
 * @param proofs of every entry that the report names, in the order of the ledger
 */
public record Report(
        Framework framework,
        TenantId tenant,
        Period period,
        Log log,
        String seed,
        List<ControlReport> controls,
        List<Traces.Gap> gaps,
        int unread,
        long entries,
        List<Proof> proofs) {
    public Report {
        controls = List.copyOf(controls);
        gaps = List.copyOf(gaps);
        proofs = List.copyOf(proofs);
    }

    /**
     * The log as the report knows it.
     *
     * @param note the checkpoint as it was signed
     * @param keys public keys that signed it
     */
    public record Log(String origin, long size, String root, String note, List<String> keys) {
        public Log {
            keys = List.copyOf(keys);
        }
    }

    public long count(Verdict verdict) {
        return controls.stream().filter(control -> control.verdict() == verdict).count();
    }
}
