package io.grantkeeper.behavior;

import io.grantkeeper.behavior.RecentEvidence.Family;
import io.grantkeeper.connector.activity.ActivityEffect;
import io.grantkeeper.connector.activity.ActivityEffect.AccessGranted;
import io.grantkeeper.connector.activity.ActivityEffect.CredentialAdded;
import io.grantkeeper.connector.activity.ActivityEffect.CredentialRemoved;
import io.grantkeeper.connector.activity.ActivityEffect.LoggingDisabled;
import io.grantkeeper.connector.activity.ActivityEffect.OwnerAdded;
import io.grantkeeper.connector.activity.ActivityEffect.PersonDisabled;
import io.grantkeeper.connector.activity.ActivityEffect.PersonEnabled;
import io.grantkeeper.connector.activity.ActivityEffect.ProtectionWeakened;
import io.grantkeeper.connector.activity.ActivityEffect.RoleGranted;
import io.grantkeeper.connector.activity.ActivityEffect.ThreatReported;
import io.grantkeeper.connector.activity.ActivityEffect.Weight;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityPerson;
import org.jspecify.annotations.Nullable;

/**
 * Rules about changes: what an activity changed, who changed it, and whether they usually make such changes. Most of
 * these rules need no history.
 */
final class ChangeSignalRules {
    private static final int MOST_ACCESSES = 64;
    private static final int MANY_KEYS = 5;
    private static final int MOST_PERMISSIONS = 3;

    private final PersonSignInPlaces whereabouts;

    ChangeSignalRules(PersonSignInPlaces whereabouts) {
        this.whereabouts = whereabouts;
    }

    void examine(ActivityContext scene) {
        for (ActivityEffect effect : scene.activity().effects()) {
            switch (effect) {
                case CredentialAdded added -> credentialAdded(scene, added);
                case CredentialRemoved removed -> credentialRemoved(scene, removed);
                case AccessGranted granted -> accessGranted(scene, granted);
                case RoleGranted granted -> roleGranted(scene, granted);
                case PersonDisabled disabled -> disabled(scene, disabled.person());
                case PersonEnabled enabled -> enabled(scene, enabled.person());
                case OwnerAdded owner -> ownerAdded(scene, owner);
                case LoggingDisabled disabled ->
                    weakened(
                            scene,
                            "logging-disabled",
                            "T1562.008",
                            SignalSeverity.HIGH,
                            disabled.what(),
                            "switched off logging");
                case ProtectionWeakened weakened ->
                    weakened(
                            scene,
                            "protection-weakened",
                            "T1562.001",
                            scene.acting() == null ? SignalSeverity.MEDIUM : SignalSeverity.HIGH,
                            weakened.what(),
                            "weakened a security setting");
                case ThreatReported threat -> threat(scene, threat);
            }
        }
        TrackedPerson person = scene.person();
        if (!scene.activity().effects().isEmpty() && person != null && scene.acting() == null) {
            person.administers.add(TextHashes.of(scene.activity().operation()), scene.day());
        }
    }

    private static @Nullable TrackedIdentity target(ActivityContext scene, ActivityParty party) {
        TrackedIdentity target = scene.state().identity(party);
        if (target != null && !scene.targets().contains(target)) {
            scene.targets().add(target);
        }
        return target;
    }

    /** Returns whether the actor made the same kind of change on an earlier day. */
    private static boolean isRoutine(ActivityContext scene) {
        long operation = TextHashes.of(scene.activity().operation());
        TrackedIdentity acting = scene.acting();
        if (acting != null) {
            return acting.profile.operations.days(operation) >= 2;
        }
        TrackedPerson person = scene.person();
        return person != null
                && person.administers.days(operation) >= 1
                && person.administers.lastDay(operation) < scene.day();
    }

    /**
     * Returns whether a person whose habits are well known acts from a network where they were never seen, and also
     * from a new country or from hosting or Tor.
     */
    private static boolean isStrange(ActivityContext scene) {
        TrackedPerson person = scene.person();
        return scene.acting() == null
                && person != null
                && scene.place().isKnown()
                && person.profile.isMature(scene.day())
                && !person.profile.networks.contains(TextHashes.of(scene.place().network()))
                && (scene.place().kind() == PlaceKind.HOSTING
                        || scene.place().kind() == PlaceKind.TOR
                        || (!scene.place().country().isEmpty()
                                && !person.profile.countries.contains(
                                        TextHashes.of(scene.place().country()))));
    }

    private static boolean isSelf(ActivityContext scene, @Nullable TrackedIdentity target) {
        return target != null && target == scene.acting();
    }

    private static String actor(ActivityContext scene) {
        TrackedIdentity acting = scene.acting();
        if (acting != null && !scene.isConsent()) {
            return acting.name();
        }
        return scene.personKey().isEmpty() ? "Someone" : scene.personKey();
    }

    /** Returns a sentence that states whether the actor has called the operation before. */
    private static String before(ActivityContext scene) {
        long operation = TextHashes.of(scene.activity().operation());
        TrackedIdentity acting = scene.acting();
        TrackedPerson person = scene.person();
        boolean ever = acting != null
                ? acting.profile.operations.contains(operation)
                : person != null && person.administers.contains(operation);
        if (acting == null && person == null) {
            return "The log does not say who did it.";
        }
        return isRoutine(scene)
                ? "This has happened before."
                : ever ? "This is not yet routine." : "No earlier case is recorded.";
    }

    private static void credentialAdded(ActivityContext scene, CredentialAdded added) {
        TrackedIdentity target = target(scene, added.identity());
        TrackedIdentity acting = scene.acting();
        boolean known = target != null && !target.profile.isEmpty();
        if (target == null || !known) {
            minted(scene, target);
        }
        if (target == null) {
            return;
        }
        if (!known && acting == null) {
            if (!scene.personKey().isEmpty() && target.owners.size() < 16) {
                scene.state().belongs(target, scene.personKey());
                target.owners.add(scene.personKey());
            }
            scene.report(
                    target,
                    new BehaviorSignal(
                            "credential-added",
                            isStrange(scene) ? SignalSeverity.MEDIUM : SignalSeverity.LOW,
                            "T1098.001",
                            "%s created %s, which is new.".formatted(actor(scene), target.name())));
        }
        boolean routine = isRoutine(scene);
        boolean owner = target.owners.contains(scene.personKey());
        boolean stranger = isStrange(scene) || (!routine && !owner && known && acting == null && hasHistory(scene));
        target.credentialAdded(added.credential(), scene.second(), stranger);
        if (isSelf(scene, target)) {
            scene.report(
                    target,
                    new BehaviorSignal(
                            "self-credential",
                            routine ? SignalSeverity.LOW : SignalSeverity.HIGH,
                            "T1098.001",
                            "%s added a credential to itself. %s".formatted(target.name(), before(scene))));
        } else if (acting != null) {
            scene.report(
                    acting,
                    new BehaviorSignal(
                            "credential-added",
                            routine ? SignalSeverity.LOW : SignalSeverity.MEDIUM,
                            "T1098.001",
                            known
                                    ? "%s added a credential to %s. %s"
                                            .formatted(acting.name(), target.name(), before(scene))
                                    : "%s created %s, which is new. %s"
                                            .formatted(acting.name(), target.name(), before(scene))));
        } else if (known) {
            boolean alarming = isStrange(scene);
            scene.report(
                    target,
                    new BehaviorSignal(
                            "credential-added",
                            alarming ? SignalSeverity.MEDIUM : SignalSeverity.LOW,
                            "T1098.001",
                            "%s added a credential to %s%s."
                                    .formatted(
                                            actor(scene),
                                            target.name(),
                                            alarming
                                                    ? " from %s, where that person was never seen before"
                                                            .formatted(scene.place()
                                                                    .text())
                                                    : "")));
        }
        if (known) {
            target.recent.add(
                    Family.CREDENTIAL,
                    stranger ? 4 : 2,
                    scene.second(),
                    "%s had added a credential to it.".formatted(actor(scene)));
        }
    }

    /** Returns whether the person has been observed long enough to judge whether something is unusual for them. */
    private static boolean hasHistory(ActivityContext scene) {
        TrackedPerson person = scene.person();
        return person == null || person.profile.age(scene.day()) >= Profile.LEARNING_DAYS;
    }

    /** Counts new keys. Many keys within an hour are unusual even without a baseline. */
    private static void minted(ActivityContext scene, @Nullable TrackedIdentity target) {
        TrackedIdentity acting = scene.acting();
        TrackedPerson person = scene.person();
        ActivityRates track = acting != null ? acting.profile.track("minted") : person != null ? person.minted : null;
        if (track == null) {
            return;
        }
        track.add(scene.second(), 1);
        if (track.inHour() >= MANY_KEYS && track.inHour() > 2 * track.largestHour()) {
            scene.report(
                    acting != null ? acting : target,
                    new BehaviorSignal(
                            "bulk-keys",
                            SignalSeverity.HIGH,
                            "T1098.001",
                            "%s created %d keys within an hour; the previous maximum was %d."
                                    .formatted(actor(scene), track.inHour(), Math.round(track.largestHour()))));
        }
    }

    private static void credentialRemoved(ActivityContext scene, CredentialRemoved removed) {
        TrackedIdentity target = target(scene, removed.identity());
        if (target != null) {
            target.credentialRemoved(removed.credential(), scene.second());
            if (scene.acting() == null && target.owners.contains(scene.personKey())) {
                scene.state().linkSuccessorOf(target, scene.personKey(), scene.second());
            }
        }
    }

    private static void accessGranted(ActivityContext scene, AccessGranted granted) {
        TrackedIdentity target = target(scene, granted.identity());
        if (target == null) {
            return;
        }
        int earlier = target.accesses.size();
        boolean isNew = !target.accesses.contains(TextHashes.of(granted.access()));
        if (isNew && target.accesses.size() < MOST_ACCESSES) {
            target.accesses.add(TextHashes.of(granted.access()));
        }
        boolean self = isSelf(scene, target) && !scene.isConsent();
        String access = words(granted.access());
        if (self) {
            scene.report(
                    target,
                    new BehaviorSignal(
                            "self-grant",
                            SignalSeverity.HIGH,
                            "T1098.003",
                            "%s granted itself %s. An identity should never widen its own access."
                                    .formatted(target.name(), access)));
            return;
        }
        if (!isNew) {
            return;
        }
        TrackedIdentity acting = scene.isConsent() ? null : scene.acting();
        boolean routine = isRoutine(scene);
        SignalSeverity severity = granted.weight() == Weight.HIGH && !routine
                ? (acting != null ? SignalSeverity.HIGH : SignalSeverity.MEDIUM)
                : granted.weight() != Weight.LOW && acting != null && !routine
                        ? SignalSeverity.MEDIUM
                        : SignalSeverity.LOW;
        if (isStrange(scene)) {
            severity = SignalSeverity.MEDIUM;
        }
        scene.report(
                target,
                new BehaviorSignal(
                        "new-access",
                        severity,
                        "T1528",
                        "%s granted %s to %s; %s."
                                .formatted(
                                        actor(scene),
                                        access,
                                        target.name(),
                                        earlier == 0
                                                ? "no earlier grant was observed"
                                                : earlier == 1
                                                        ? "1 earlier grant was observed"
                                                        : earlier + " earlier grants were observed")));
        imitation(scene, target, granted.weight());
        target.recent.add(
                Family.CONSENT,
                granted.weight() != Weight.LOW ? 4 : target.profile.isMature(scene.day()) ? 1 : 2,
                scene.second(),
                "It had received %s.".formatted(access));
    }

    /**
     * Returns a human-readable description of access: at most three permissions, without the URL prefix that some
     * vendors use.
     */
    static String words(String access) {
        String[] permissions = access.strip().split("[\\s,]+", -1);
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < Math.min(MOST_PERMISSIONS, permissions.length); i++) {
            String permission = permissions[i];
            int end = permission.endsWith("/") ? permission.length() - 1 : permission.length();
            int slash = permission.startsWith("https://") ? permission.lastIndexOf('/', end - 1) : -1;
            words.append(i == 0 ? "" : ", ").append(permission, slash + 1, end);
        }
        return words.isEmpty() ? "access" : more(words, permissions.length - MOST_PERMISSIONS);
    }

    private static String more(StringBuilder words, int count) {
        if (count <= 0) {
            return words.toString();
        }
        return words + (count == 1 ? " and 1 more permission" : " and %d more permissions".formatted(count));
    }

    /** Reports a new app whose name imitates that of a known app or vendor. */
    private static void imitation(ActivityContext scene, TrackedIdentity target, Weight weight) {
        if (!target.profile.isEmpty()) {
            return;
        }
        if (weight != Weight.LOW && scene.state().names().isTaken(target)) {
            scene.report(
                    target,
                    new BehaviorSignal(
                            "look-alike",
                            SignalSeverity.HIGH,
                            "T1036.005",
                            "%s gave access to %s, a new app with the name of another one that is in use. No use of the new app is recorded."
                                    .formatted(actor(scene), target.name())));
            return;
        }
        scene.state()
                .names()
                .imitated(target.name(), target)
                .ifPresent(original -> scene.report(
                        target,
                        new BehaviorSignal(
                                "look-alike",
                                weight == Weight.LOW ? SignalSeverity.MEDIUM : SignalSeverity.HIGH,
                                "T1036.005",
                                "%s gave access to %s, a new app whose name resembles %s. No use of the new app is recorded."
                                        .formatted(actor(scene), target.name(), original))));
    }

    private static void roleGranted(ActivityContext scene, RoleGranted granted) {
        TrackedIdentity target = target(scene, granted.holder());
        TrackedIdentity acting = scene.acting();
        if (target != null) {
            boolean self = isSelf(scene, target);
            SignalSeverity severity = self || granted.weight() == Weight.HIGH
                    ? SignalSeverity.HIGH
                    : granted.weight() == Weight.MEDIUM ? SignalSeverity.MEDIUM : SignalSeverity.LOW;
            scene.report(
                    target,
                    new BehaviorSignal(
                            self ? "self-role" : "role-granted",
                            severity,
                            "T1098.003",
                            "%s gave %s the role %s."
                                    .formatted(actor(scene), self ? "itself" : target.name(), granted.role())));
            target.recent.add(
                    Family.CONSENT, 4, scene.second(), "It had received the role %s.".formatted(granted.role()));
        } else if (acting != null) {
            boolean routine = isRoutine(scene);
            scene.report(
                    acting,
                    new BehaviorSignal(
                            "role-granted",
                            routine
                                    ? SignalSeverity.LOW
                                    : granted.weight() == Weight.HIGH ? SignalSeverity.HIGH : SignalSeverity.MEDIUM,
                            "T1098.003",
                            "%s gave a person the role %s. %s"
                                    .formatted(acting.name(), granted.role(), before(scene))));
        } else {
            scene.report(
                    null,
                    new BehaviorSignal(
                            "role-granted",
                            isStrange(scene) ? SignalSeverity.MEDIUM : SignalSeverity.LOW,
                            "T1098.003",
                            "%s gave a person the role %s.".formatted(actor(scene), granted.role())));
        }
    }

    private void disabled(ActivityContext scene, ActivityPerson who) {
        TrackedPerson person = scene.state().person(who);
        if (person != null) {
            person.disabled(scene.second());
        }
        whereabouts.left(who.email(), scene.state(), scene.second());
    }

    private void enabled(ActivityContext scene, ActivityPerson who) {
        TrackedPerson person = scene.state().person(who);
        if (person != null) {
            person.enabled(scene.second());
        }
        whereabouts.returned(who.email(), scene.state(), scene.second());
    }

    private static void ownerAdded(ActivityContext scene, OwnerAdded added) {
        TrackedIdentity target = target(scene, added.identity());
        if (target != null && target.owners.size() < 16) {
            target.owners.add(scene.state().personKey(added.owner()));
            if (isSelf(scene, target)) {
                scene.report(
                        target,
                        new BehaviorSignal(
                                "self-owner",
                                SignalSeverity.HIGH,
                                "T1098",
                                "%s changed its own owners.".formatted(target.name())));
            } else if (scene.acting() != null && !target.profile.isEmpty() && !isRoutine(scene)) {
                scene.report(
                        scene.acting(),
                        new BehaviorSignal(
                                "owner-added",
                                SignalSeverity.MEDIUM,
                                "T1098",
                                "%s gave %s another owner, who can add credentials to it. %s"
                                        .formatted(scene.acting().name(), target.name(), before(scene))));
            }
        }
    }

    private static void weakened(
            ActivityContext scene, String type, String technique, SignalSeverity severity, String what, String verb) {
        boolean routine = isRoutine(scene) && scene.acting() == null;
        scene.report(
                scene.about(),
                new BehaviorSignal(
                        type,
                        routine && severity == SignalSeverity.MEDIUM ? SignalSeverity.LOW : severity,
                        technique,
                        "%s %s (%s). %s".formatted(actor(scene), verb, what, before(scene))));
    }

    private static void threat(ActivityContext scene, ThreatReported threat) {
        SignalSeverity severity =
                switch (threat.weight()) {
                    case HIGH -> SignalSeverity.HIGH;
                    case MEDIUM -> SignalSeverity.MEDIUM;
                    case LOW -> SignalSeverity.LOW;
                };
        scene.report(
                scene.about(),
                new BehaviorSignal(
                        "vendor-verdict",
                        severity,
                        "T1078",
                        "%s itself reports %s. This is the vendor's verdict, not Grantkeeper's."
                                .formatted(threat.source(), threat.what())));
    }
}
