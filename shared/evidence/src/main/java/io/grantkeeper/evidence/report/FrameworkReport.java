package io.grantkeeper.evidence.report;

import io.grantkeeper.evidence.check.AuditException;
import io.grantkeeper.evidence.history.AuditPeriod;
import io.grantkeeper.evidence.history.LedgerEntrySummaries;
import io.grantkeeper.evidence.history.PopulationItem;
import io.grantkeeper.evidence.mapping.Framework;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The evidence for one framework in one period.
 *
 * @param log the log and the checkpoint that the report is based on
 * @param seed the seed with which all samples are drawn
 * @param gaps the coverage gaps that were open at any time in the period
 * @param unread the number of entries that this release of Grantkeeper cannot read because another release wrote them
 * @param entries the number of entries in the period
 * @param proofs the proofs of every entry that the report names, in the order of the ledger
 * @param names the current names of identities by id. They come from the inventory, so nothing proves them
 * @param exposure who could get control of which zone at the end of the period; empty if it was not computed
 */
public record FrameworkReport(
        Framework framework,
        TenantId tenant,
        AuditPeriod period,
        Log log,
        String seed,
        List<ControlReport> controls,
        List<LedgerEntrySummaries.Gap> gaps,
        int unread,
        long entries,
        List<InclusionEvidence> proofs,
        SortedMap<String, String> names,
        Optional<PathExposure> exposure) {
    public FrameworkReport {
        controls = List.copyOf(controls);
        gaps = List.copyOf(gaps);
        proofs = List.copyOf(proofs);
        names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    }

    /** Returns this report with the current names of identities. */
    public FrameworkReport withNames(SortedMap<String, String> newNames) {
        return new FrameworkReport(
                framework, tenant, period, log, seed, controls, gaps, unread, entries, proofs, newNames, exposure);
    }

    /** Returns this report with the exposure at the end of its period. */
    public FrameworkReport withExposure(PathExposure newExposure) {
        return new FrameworkReport(
                framework,
                tenant,
                period,
                log,
                seed,
                controls,
                gaps,
                unread,
                entries,
                proofs,
                names,
                Optional.of(newExposure));
    }

    /** Returns the identities that exceptions and samples are about. */
    public SortedSet<IdentityId> identities() {
        return controls.stream()
                .flatMap(control -> control.checks().stream())
                .flatMap(check -> Stream.concat(
                        check.deviations().stream().map(AuditException::told),
                        check.sample().drawn().stream().map(PopulationItem::told)))
                .flatMap(told -> told.identity().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the name of a subject; an empty string if it is not an identity or its name is unknown. */
    public String name(String subject) {
        return names.getOrDefault(subject, "");
    }

    /**
     * Returns the label of a subject: the subject itself and, if its name is known, the name with a note that the name
     * is not proved.
     */
    public String label(String subject) {
        return names.containsKey(subject) ? "%s (“%s”, name not proved)".formatted(subject, name(subject)) : subject;
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
