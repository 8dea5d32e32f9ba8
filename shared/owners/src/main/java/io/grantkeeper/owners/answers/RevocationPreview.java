package io.grantkeeper.owners.answers;

import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.owners.revocation.CurrentAccess;
import io.grantkeeper.owners.revocation.RevocationStep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A preview of the effect that an answer would have at the provider, for the person who decides.
 *
 * @param summary who loses what, whether it can be undone, and what a person must do, one sentence each
 * @param details the consequences, calls and manual steps, for readers who want to check them
 */
public record RevocationPreview(List<String> summary, List<String> details) {
    private static final String BY_HAND = "Grantkeeper cannot do this by itself: an administrator must do it by hand.";

    public RevocationPreview {
        summary = List.copyOf(summary);
        details = List.copyOf(details);
    }

    /** Returns a preview of these steps. */
    public static RevocationPreview of(IdentityRecord identityRecord, List<RevocationStep> steps, List<String> advice) {
        Tally tally = new Tally();
        steps.forEach(tally::add);
        List<String> summary = new ArrayList<>();
        if (tally.automatic > 0) {
            summary.addAll(tally.effects(identityRecord));
        }
        if (tally.manual > 0) {
            summary.add(tally.automatic > 0 ? "An administrator must do the rest by hand." : BY_HAND);
        }
        if (tally.unknown > 0) {
            summary.add("Grantkeeper cannot tell at the moment what would happen to a part of this access.");
        }
        summary.addAll(advice);
        return new RevocationPreview(
                summary.stream().distinct().toList(),
                tally.details.stream().distinct().toList());
    }

    /** Returns whether a person must revoke all of the access, because Grantkeeper cannot revoke any of it. */
    public boolean isByHand() {
        return summary.contains(BY_HAND);
    }

    /**
     * Returns what the answer does.
     *
     * @param planned the sentence from the answer table, which applies unless a person must do everything
     */
    public String sentence(OwnerAnswer answer, String planned) {
        if (!isByHand()) {
            return planned;
        }
        return switch (answer) {
            case REDUCE, REVOKE, TO_APPROVED, REMOVE_ADDED ->
                "The answer records that the access should be removed, and lists the steps for removing it.";
            case BLOCK ->
                "The answer records that the app should be blocked for everyone, and lists the steps for blocking it.";
            case KEEP,
                    NOT_MINE,
                    WILL_ACT,
                    ACCEPT,
                    NOT_EXPECTED,
                    OWN,
                    NAME_OWNER,
                    ASK_TO_BLOCK,
                    APPROVE_REQUEST,
                    DENY_REQUEST -> planned;
        };
    }

    /** Counts what the steps revoke, and collects their details. */
    private static final class Tally {
        private final List<String> details = new ArrayList<>();
        private final Set<PersonId> people = new HashSet<>();
        private final Set<String> blocked = new TreeSet<>();
        private boolean everyone;
        private int credentials;
        private int requests;
        private int targets;
        private int automatic;
        private int reversible;
        private int manual;
        private int unknown;

        void add(RevocationStep step) {
            switch (step) {
                case RevocationStep.Planned(
                        var held,
                        RevocationPlan.Automatic(var calls, var consequences, var undoable)) -> {
                    automatic++;
                    reversible += undoable ? 1 : 0;
                    held.forEach(this::count);
                    details.addAll(consequences);
                    calls.forEach(call -> details.add("Call: " + call));
                }
                case RevocationStep.Planned(var _, RevocationPlan.Manual(var reason, var byHand)) -> {
                    manual++;
                    details.add("By hand: " + reason);
                    details.addAll(byHand);
                }
                case RevocationStep.Block(var app, var _, RevocationPlan.Automatic plan) -> {
                    blocked.add(app.displayName().text());
                    automatic++;
                    reversible += plan.reversible() ? 1 : 0;
                    details.addAll(plan.consequences());
                    plan.calls().forEach(call -> details.add("Call: " + call));
                }
                case RevocationStep.Block(var _, var _, RevocationPlan.Manual(var reason, var byHand)) -> {
                    manual++;
                    details.add("By hand: " + reason);
                    details.addAll(byHand);
                }
                case RevocationStep.Unplannable(var _, var _, var problem) -> {
                    unknown++;
                    details.add("This part cannot be planned at the moment: " + problem.message());
                }
            }
        }

        private void count(CurrentAccess held) {
            targets++;
            switch (held.target()) {
                case RevocationTarget.GrantTarget(var _, var grant) -> {
                    if (grant.standing() == ProviderStatus.REQUESTED) {
                        requests++;
                    } else if (grant.standing() != ProviderStatus.SUSPENDED) {
                        switch (grant.subject()) {
                            case GrantSubject.OnePerson(PersonId person) -> people.add(person);
                            case GrantSubject.WholeTenant _ -> everyone = true;
                        }
                    }
                }
                case RevocationTarget.CredentialTarget(var _, var credential) ->
                    credentials += credential.standing() == ProviderStatus.REQUESTED
                                    || credential.standing() == ProviderStatus.SUSPENDED
                            ? 0
                            : 1;
            }
        }

        /** Returns sentences that state who loses what, and whether an administrator can undo it. */
        List<String> effects(IdentityRecord identityRecord) {
            String name = identityRecord.identity().content().displayName().text();
            if (!blocked.isEmpty()) {
                return List.of(
                        "Nobody can use %s anymore, whether they use it today or not."
                                .formatted(String.join(", ", blocked)),
                        reversible == automatic
                                ? "An administrator can undo the block."
                                : "An administrator can allow the app again, but it must then be installed again.");
            }
            int held = IdentityStateDigest.live(identityRecord.grants()).size()
                    + IdentityStateDigest.live(identityRecord.credentials()).size();
            String what = targets < held ? "a part of the access of " + name : name;
            List<String> effects = new ArrayList<>();
            if (everyone) {
                effects.add("All users lose %s.".formatted(what));
            } else if (!people.isEmpty()) {
                effects.add(
                        people.size() == 1
                                ? "One person loses %s.".formatted(what)
                                : "%d people lose %s.".formatted(people.size(), what));
            } else if (credentials > 0) {
                effects.add(
                        credentials == 1
                                ? "One key or password of %s stops working.".formatted(name)
                                : "%d keys and passwords of %s stop working.".formatted(credentials, name));
            } else if (requests == 0) {
                effects.add("Nobody loses access that works today.");
            }
            if (requests == 0) {
                effects.add(
                        reversible == automatic
                                ? "An administrator can undo the revocation."
                                : reversible > 0
                                        ? "An administrator can undo a part of the revocation; the rest must be granted again."
                                        : "The revocation cannot be undone: the access must be granted again.");
            }
            return effects;
        }
    }
}
