package io.grantkeeper.detection;

import io.grantkeeper.identity.DaySpan;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.rightsizing.ObservedCall;
import io.grantkeeper.rightsizing.ObservedUsage;
import io.grantkeeper.rightsizing.PermissionTableProvider;
import io.grantkeeper.rightsizing.RightSizer;
import io.grantkeeper.rightsizing.RightSizingAssumptions;
import io.grantkeeper.rightsizing.RightSizingRecommendation;
import io.grantkeeper.rightsizing.UsageCoverage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares an identity's recorded usage with its access. Calls on behalf of different people are combined: access that
 * is needed for one person counts as needed. Recently granted access is not assessed, because there has not been enough
 * time to use it.
 */
final class UsageAssessor {
    private final AccessInterpreter meaning;
    private final DetectionSettings settings;
    private final RightSizer rightSizing = RightSizer.standard();

    UsageAssessor(AccessInterpreter meaning, DetectionSettings settings) {
        this.meaning = meaning;
        this.settings = settings;
    }

    UsageAssessment review(IdentityRecord identityRecord, Instant now) {
        NonHumanIdentity identity = identityRecord.identity().content();
        Optional<PermissionTableProvider> provider =
                PermissionTableProvider.named(identity.provider().value());
        Optional<DaySpan> seen =
                identityRecord.usage().stream().map(UsageHistory::seen).reduce(DaySpan::union);
        SortedSet<String> calls = new TreeSet<>();
        identityRecord.usage().forEach(usage -> calls.addAll(usage.calls().keySet()));
        if (seen.isEmpty() || calls.isEmpty()) {
            return new UsageAssessment(UsageReview.withoutUse(), Optional.empty());
        }
        int days = seen.get().days();
        if (provider.isEmpty() || calls.stream().noneMatch(seenAs -> namesCall(provider.get(), seenAs))) {
            return withoutRecommendation(days, UsageText.CALLS_NOT_TOLD);
        }
        long enoughDays = settings.useSeen().toDays();
        if (days < enoughDays) {
            return withoutRecommendation(days, UsageText.tooShort(days, enoughDays));
        }
        if (identityRecord.usage().stream().anyMatch(UsageHistory::cut)) {
            return withoutRecommendation(days, UsageText.NOT_ALL_KNOWN);
        }
        Held held = longHeld(identity, identityRecord, provider.get(), now.minus(settings.useSeen()));
        if (held.scopes().isEmpty()) {
            return withoutRecommendation(days, UsageText.NOTHING_TO_JUDGE);
        }
        return assess(identity, provider.get(), held, calls, days, now);
    }

    private static UsageAssessment withoutRecommendation(int days, String sentence) {
        return new UsageAssessment(new UsageReview(days, List.of(), List.of(), List.of(), sentence), Optional.empty());
    }

    /**
     * The permissions that were granted long enough ago to be assessed, by kind.
     *
     * @param notJudged the number of permissions that the provider's published permission table does not contain, so
     *     that calls cannot show whether they are used
     */
    private record Held(Map<PermissionKind, Kind> scopes, int notJudged) {
        private record Kind(SortedSet<String> scopes, Grant widest) {}
    }

    private Held longHeld(
            NonHumanIdentity identity, IdentityRecord identityRecord, PermissionTableProvider provider, Instant since) {
        Map<PermissionKind, Held.Kind> kinds = new TreeMap<>();
        SortedSet<String> others = new TreeSet<>();
        UnchangedGrants longHeld = new UnchangedGrants(identityRecord, since);
        for (StoredRecord<Grant> stored : identityRecord.grants()) {
            Grant grant = stored.content();
            if (longHeld.covers(stored) && meaning.isUnderstood(identity.provider())) {
                Held.Kind kind =
                        kinds.computeIfAbsent(grant.permissionKind(), _ -> new Held.Kind(new TreeSet<>(), grant));
                for (String scope : grant.scopes()) {
                    (rightSizing.knows(provider, scope) ? kind.scopes() : others).add(scope);
                }
                if (grant.subject() instanceof GrantSubject.WholeTenant) {
                    kinds.put(grant.permissionKind(), new Held.Kind(kind.scopes(), grant));
                }
            }
        }
        kinds.values().removeIf(kind -> kind.scopes().isEmpty());
        return new Held(kinds, others.size());
    }

    private UsageAssessment assess(
            NonHumanIdentity identity,
            PermissionTableProvider provider,
            Held held,
            SortedSet<String> calls,
            int days,
            Instant now) {
        List<String> enough = new ArrayList<>();
        List<String> excess = new ArrayList<>();
        List<String> enoughWords = new ArrayList<>();
        List<String> unused = new ArrayList<>();
        List<AccessInterpreter.Surplus> weights = new ArrayList<>();
        for (Map.Entry<PermissionKind, Held.Kind> entry : held.scopes().entrySet()) {
            Held.Kind kind = entry.getValue();
            RightSizingRecommendation recommendation = rightSizing.recommend(
                    new ObservedUsage(
                            provider,
                            Optional.of(entry.getKey().code()),
                            List.copyOf(kind.scopes()),
                            calls.stream().map(UsageAssessor::call).toList(),
                            UsageCoverage.ofDays(days)),
                    RightSizingAssumptions.KEEP_CONTENT);
            switch (recommendation.outcome()) {
                case PARTIAL, NONE -> {
                    return withoutRecommendation(days, UsageText.NOT_ALL_KNOWN);
                }
                case COMPLETE -> {
                    List<String> kept = Stream.concat(
                                    recommendation.least().stream(), recommendation.notJudged().stream())
                            .toList();
                    AccessInterpreter.Surplus more =
                            meaning.surplus(identity, kind.widest(), kept, recommendation.surplus());
                    if (!more.words().isEmpty()) {
                        enough.addAll(recommendation.least());
                        excess.addAll(recommendation.surplus());
                        unused.addAll(more.words());
                        weights.add(more);
                        enoughWords.addAll(
                                meaning.describe(identity.provider(), kind.widest(), recommendation.least()));
                    }
                }
            }
        }
        String sentence = UsageText.of(days, enoughWords, unused, held.notJudged());
        UsageReview review = new UsageReview(days, enough, excess, unused, sentence);
        return new UsageAssessment(
                review, OverPrivilegedRule.finding(identity.id(), review, weights, enoughWords, now));
    }

    /**
     * Returns whether usage evidence names an API call. A sign-in or the use of a key shows that the identity was used,
     * but not for what.
     */
    private static boolean namesCall(PermissionTableProvider provider, String seen) {
        return provider == PermissionTableProvider.GOOGLE || seen.indexOf(' ') > 0;
    }

    /**
     * Parses an API call. {@code GET /users/{id}} consists of a method and a path; a value without a path is the name
     * of an API method.
     */
    private static ObservedCall call(String seen) {
        int space = seen.indexOf(' ');
        return space > 0
                ? new ObservedCall(seen.substring(0, space), seen.substring(space + 1))
                : new ObservedCall("", seen);
    }
}
