package io.grantkeeper.detection;

import io.grantkeeper.identity.DaySpan;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.UseReview;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Stored;
import io.grantkeeper.rightsizing.ApiProvider;
import io.grantkeeper.rightsizing.Caution;
import io.grantkeeper.rightsizing.Coverage;
import io.grantkeeper.rightsizing.ObservedCall;
import io.grantkeeper.rightsizing.Recommendation;
import io.grantkeeper.rightsizing.RightSizing;
import io.grantkeeper.rightsizing.Usage;
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
 * Holds what an identity was seen doing against what it holds. Calls of all persons count together: what one of them
 * needs is needed. Access that came lately is not judged, since it had no time to be used.
 */
final class UseReviewer {
    private final Meaning meaning;
    private final DetectionSettings settings;
    private final RightSizing rightSizing = RightSizing.standard();

    UseReviewer(Meaning meaning, DetectionSettings settings) {
        this.meaning = meaning;
        this.settings = settings;
    }

    ReviewedUse review(IdentityDossier dossier, Instant now) {
        NonHumanIdentity identity = dossier.identity().content();
        Optional<ApiProvider> provider = ApiProvider.named(identity.provider().value());
        Optional<DaySpan> seen =
                dossier.usage().stream().map(UsageHistory::seen).reduce(DaySpan::union);
        SortedSet<String> calls = new TreeSet<>();
        dossier.usage().forEach(usage -> calls.addAll(usage.calls().keySet()));
        if (seen.isEmpty() || calls.isEmpty()) {
            return new ReviewedUse(UseReview.withoutUse(), Optional.empty());
        }
        int days = seen.get().days();
        if (provider.isEmpty() || calls.stream().noneMatch(seenAs -> namesCall(provider.get(), seenAs))) {
            return said(days, UseSentences.CALLS_NOT_TOLD);
        }
        long enoughDays = settings.useSeen().toDays();
        if (days < enoughDays) {
            return said(days, UseSentences.tooShort(days, enoughDays));
        }
        if (dossier.usage().stream().anyMatch(UsageHistory::cut)) {
            return said(days, UseSentences.NOT_ALL_KNOWN);
        }
        Held held = held(identity, dossier, provider.get(), now.minus(settings.useSeen()));
        if (held.scopes().isEmpty()) {
            return said(days, UseSentences.NOTHING_TO_JUDGE);
        }
        return judged(identity, provider.get(), held, calls, days, now);
    }

    private static ReviewedUse said(int days, String sentence) {
        return new ReviewedUse(new UseReview(days, List.of(), List.of(), List.of(), sentence), Optional.empty());
    }

    /**
     * What it holds for long enough, and what of that can be judged, by kind.
     *
     * @param notJudged how many of its permissions no published call shows the use of
     */
    private record Held(Map<PermissionKind, Kind> scopes, int notJudged) {
        private record Kind(SortedSet<String> scopes, Grant widest) {}
    }

    private Held held(NonHumanIdentity identity, IdentityDossier dossier, ApiProvider provider, Instant since) {
        Map<PermissionKind, Held.Kind> kinds = new TreeMap<>();
        SortedSet<String> others = new TreeSet<>();
        LongHeld longHeld = new LongHeld(dossier, since);
        for (Stored<Grant> stored : dossier.grants()) {
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

    private ReviewedUse judged(
            NonHumanIdentity identity,
            ApiProvider provider,
            Held held,
            SortedSet<String> calls,
            int days,
            Instant now) {
        List<String> enough = new ArrayList<>();
        List<String> surplus = new ArrayList<>();
        List<String> enoughWords = new ArrayList<>();
        List<String> unused = new ArrayList<>();
        List<Meaning.Surplus> weights = new ArrayList<>();
        for (Map.Entry<PermissionKind, Held.Kind> entry : held.scopes().entrySet()) {
            Held.Kind kind = entry.getValue();
            Recommendation recommendation = rightSizing.recommend(
                    new Usage(
                            provider,
                            Optional.of(entry.getKey().code()),
                            List.copyOf(kind.scopes()),
                            calls.stream().map(UseReviewer::call).toList(),
                            Coverage.ofDays(days)),
                    Caution.KEEP_CONTENT);
            switch (recommendation.outcome()) {
                case PARTIAL, NONE -> {
                    return said(days, UseSentences.NOT_ALL_KNOWN);
                }
                case COMPLETE -> {
                    List<String> kept = Stream.concat(
                                    recommendation.least().stream(), recommendation.notJudged().stream())
                            .toList();
                    Meaning.Surplus more = meaning.surplus(identity, kind.widest(), kept, recommendation.surplus());
                    if (!more.words().isEmpty()) {
                        enough.addAll(recommendation.least());
                        surplus.addAll(recommendation.surplus());
                        unused.addAll(more.words());
                        weights.add(more);
                        enoughWords.addAll(meaning.inWords(identity.provider(), kind.widest(), recommendation.least()));
                    }
                }
            }
        }
        String sentence = UseSentences.of(days, enoughWords, unused, held.notJudged());
        UseReview review = new UseReview(days, enough, surplus, unused, sentence);
        return new ReviewedUse(review, OverPrivilegedRule.finding(identity.id(), review, weights, enoughWords, now));
    }

    /** Whether it names a call; "it signed in" and "its key was used" tell that it is used, and not what for. */
    private static boolean namesCall(ApiProvider provider, String seen) {
        return provider == ApiProvider.GOOGLE || seen.indexOf(' ') > 0;
    }

    /** {@code GET /users/{id}} is a method and a path; everything else an API method's name. */
    private static ObservedCall call(String seen) {
        int space = seen.indexOf(' ');
        return space > 0
                ? new ObservedCall(seen.substring(0, space), seen.substring(space + 1))
                : new ObservedCall("", seen);
    }
}
