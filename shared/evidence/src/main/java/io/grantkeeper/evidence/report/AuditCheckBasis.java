package io.grantkeeper.evidence.report;

import io.grantkeeper.evidence.check.AuditCheck;
import io.grantkeeper.evidence.check.AuditCheckResult;
import io.grantkeeper.evidence.history.LedgerPosition;
import io.grantkeeper.identity.basis.Certainty;
import java.time.Instant;
import java.util.Optional;

/**
 * The basis of a check's result. The ledger proves that its entries are unchanged, not that they are complete or
 * correct, so a result is never more certain than the entries on which it is based.
 *
 * @param certainty how certain the result is; unknown if nothing was recorded
 * @param entries how many entries from the period the result is based on
 * @param asOf the end of the period, up to which entries count
 * @param openGaps the number of coverage gaps that were open at that time, if the result depends on providers' data
 * @param assumption the assumption, besides complete data, on which the result relies, in one sentence
 */
public record AuditCheckBasis(
        Certainty certainty, long entries, Instant asOf, long openGaps, Optional<String> assumption) {
    /** Returns the basis of a result in a report. */
    public static AuditCheckBasis of(AuditCheckResult result, FrameworkReport report) {
        long counted = result.ran().values().stream().mapToLong(Long::longValue).sum();
        long entries = counted == 0 ? result.sample().population() : counted;
        boolean nothing = entries == 0;
        Instant end = report.period().until();
        Reliance reliance = Reliance.of(result.check());
        long gaps = reliance.onProviders()
                ? report.gaps().stream()
                        .filter(gap -> isOpenAt(end, gap.opened(), gap.closed()))
                        .count()
                : 0;
        return new AuditCheckBasis(
                nothing ? Certainty.UNKNOWN : reliance.certainty(),
                entries,
                end,
                gaps,
                nothing ? Optional.empty() : reliance.assumption());
    }

    private static boolean isOpenAt(Instant at, LedgerPosition opened, Optional<LedgerPosition> closed) {
        return opened.at().isBefore(at)
                && closed.filter(position -> position.at().isBefore(at)).isEmpty();
    }

    /** Returns the basis in one or more sentences. */
    public String sentence() {
        if (certainty == Certainty.UNKNOWN) {
            return "Basis: nothing was recorded by %s, so the result is unknown.%s".formatted(asOf, missing());
        }
        return "Basis: %s from %s recorded by %s.%s%s"
                .formatted(
                        certainty.word(),
                        entries == 1 ? "1 entry" : entries + " entries",
                        asOf,
                        assumption.map(sentence -> " " + sentence).orElse(""),
                        missing());
    }

    private String missing() {
        return openGaps == 0
                ? ""
                : " Data is missing: %s open at that time."
                        .formatted(openGaps == 1 ? "1 coverage gap was" : openGaps + " coverage gaps were");
    }

    /**
     * What the result of a check relies on.
     *
     * @param onProviders whether it relies on what providers listed
     */
    private record Reliance(boolean onProviders, Certainty certainty, Optional<String> assumption) {
        static Reliance of(AuditCheck check) {
            return switch (check) {
                case NO_SHADOW_AI ->
                    inferred("That an app is AI is inferred from its name, its publisher and its addresses.");
                case NO_SURPLUS_ACCESS, SILENCE_ANSWERED ->
                    inferred("That access is unused is inferred from the calls that providers report.");
                case WIDENED_ACCESS_ANSWERED ->
                    inferred("What a permission allows is inferred from its name and its provider's documentation.");
                case OWNER_STILL_HERE ->
                    new Reliance(
                            true,
                            Certainty.REPORTED,
                            Optional.of("That a person has left is taken from the provider's directory."));
                case REGISTERED_BEFORE_JUDGED, CREDENTIAL_CHANGES_ANSWERED, ARRIVALS_ANSWERED ->
                    new Reliance(true, Certainty.OBSERVED, Optional.empty());
                case REVOCATIONS_ENDED ->
                    new Reliance(
                            false,
                            Certainty.OBSERVED,
                            Optional.of("That access is revoked is taken from the provider's response to the call."));
                case GRAVE_FINDINGS_TOLD,
                        CONFIGURATION_RECORDED,
                        POLICIES_APPROVED_FIRST,
                        DECISIONS_NAME_A_POLICY,
                        QUESTIONS_ANSWERED,
                        REVIEWS_DECIDED,
                        ENTRIES_UNDER_CHECKPOINT,
                        CHECKPOINTS_CONTINUE,
                        SAMPLE_PROVED -> new Reliance(false, Certainty.OBSERVED, Optional.empty());
            };
        }

        private static Reliance inferred(String assumption) {
            return new Reliance(true, Certainty.INFERRED, Optional.of(assumption));
        }
    }
}
