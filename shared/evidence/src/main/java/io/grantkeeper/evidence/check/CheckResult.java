package io.grantkeeper.evidence.check;

import io.grantkeeper.evidence.history.Sample;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What one check came to.
 *
 * @param ran how many entries of which kinds it rests on, in the period
 * @param deviations in the order of the ledger
 */
public record CheckResult(Check check, SequencedMap<String, Long> ran, Sample sample, List<Deviation> deviations) {
    public CheckResult {
        ran = new TreeMap<>(ran);
        deviations = List.copyOf(deviations);
    }

    static CheckResult of(Check check, Map<String, Long> ran, Sample sample, List<Deviation> deviations) {
        return new CheckResult(check, new TreeMap<>(ran), sample, deviations);
    }

    public long count(Deviation.State state) {
        return deviations.stream().filter(each -> each.state() == state).count();
    }
}
