package io.grantkeeper.behavior;

import io.grantkeeper.behavior.PeerGroups.Peers;
import io.grantkeeper.behavior.RecentEvidence.Family;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityClass;
import io.grantkeeper.connector.activity.ActivityOutcome;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares an identity's use of its access with its profile, its peers and the people for whom it acts. */
final class UseSignalRules {
    private static final long LATE = 3_600;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /** The counts that are usually zero, so that a burst can be detected even after only a few hours with activity. */
    private static final Set<String> ABSENCE_IS_USUAL = Set.of("failures", "resources");

    /** The weight, in bits, of a rise in use over several days. */
    private static final double RISE = 8;

    /** The weight, in bits, of a rise that results from more frequent runs of the same kind. */
    private static final double SCHEDULE = 5;

    /** The weight, in bits, of a rise in a series of hours without gaps. */
    private static final double DENSE_RISE = 8;

    /** The minimum number of peers at which it is significant that none of them does the same. */
    private static final int LEAST_PEERS = 8;

    private final PersonSignInPlaces whereabouts;

    UseSignalRules(PersonSignInPlaces whereabouts) {
        this.whereabouts = whereabouts;
    }

    void examine(ActivityContext scene) {
        TrackedIdentity identity = Objects.requireNonNull(scene.acting());
        Activity activity = scene.activity();
        boolean failed = activity.outcome() == ActivityOutcome.FAILED;
        scene.state().belongs(identity, scene.personKey());
        withoutBaseline(scene, identity, failed);
        if (!failed) {
            dormancy(scene, identity);
            credential(scene, identity);
            place(scene, identity);
            client(scene, identity);
            operation(scene, identity);
            resource(scene, identity);
            hour(scene, identity);
        }
        if (!failed) {
            peers(scene, identity);
        }
        rates(scene, identity, failed);
        if (!scene.added().isEmpty()) {
            for (BehaviorSignal signal : identity.recent.signals(scene.added(), scene.second())) {
                scene.report(identity, signal);
            }
        }
        if (!failed) {
            identity.profile.touch(scene.second());
        }
    }

    // ---- rules that need no history

    private void withoutBaseline(ActivityContext scene, TrackedIdentity identity, boolean failed) {
        Profile profile = identity.profile;
        if (scene.place().kind() == PlaceKind.TOR
                && !(profile.isMature(scene.day()) && profile.kinds.days(PlaceKind.TOR.key()) > 3)) {
            scene.placeIsNew();
            scene.report(
                    identity,
                    new BehaviorSignal(
                            "tor",
                            failed ? SignalSeverity.MEDIUM : SignalSeverity.HIGH,
                            "T1090.003",
                            "%s was used from the Tor network (%s). %s"
                                    .formatted(identity.name(), scene.place().prefix(), earlierUse(profile))));
        }
        if (failed) {
            return;
        }
        long left = whereabouts.leftAt(scene.personKey(), scene.state());
        TrackedPerson person = scene.person();
        if (person != null) {
            left = Math.min(left, person.disabledAt);
        }
        if (left != Long.MAX_VALUE && scene.second() > left + LATE) {
            scene.report(
                    identity,
                    new BehaviorSignal(
                            "leaver",
                            SignalSeverity.HIGH,
                            "T1078.004",
                            "%s acted for a person whose account was disabled %s earlier. Nothing should use a disabled account."
                                    .formatted(identity.name(), duration(scene.second() - left))));
        }
        if (left == Long.MAX_VALUE && identity.token && identity.owners.size() == 1) {
            creatorLeft(scene, identity, identity.owners.iterator().next());
        }
        String credential = scene.activity().credential();
        long removed = credential.isEmpty() ? Long.MAX_VALUE : identity.removedAt(credential);
        if (removed != Long.MAX_VALUE && scene.second() > removed + LATE) {
            scene.report(
                    identity,
                    new BehaviorSignal(
                            "revoked-credential",
                            SignalSeverity.HIGH,
                            "T1550.001",
                            "%s was used with a credential that was revoked %s earlier. Nothing should be able to use a revoked credential."
                                    .formatted(identity.name(), duration(scene.second() - removed))));
        }
    }

    private static String earlierUse(Profile profile) {
        if (profile.total() == 0) {
            return "No earlier use is recorded.";
        }
        String uses = counted(profile.total(), "earlier use", "earlier uses");
        return profile.kinds.contains(PlaceKind.TOR.key())
                ? "Of %s, only recent ones came from Tor.".formatted(uses)
                : "Of %s, none came from Tor.".formatted(uses);
    }

    private static String counted(long count, String one, String several) {
        return count == 1 ? "1 " + one : count + " " + several;
    }

    private void creatorLeft(ActivityContext scene, TrackedIdentity identity, String owner) {
        long left =
                Math.min(whereabouts.leftAt(owner, scene.state()), scene.state().leftAt(owner));
        if (left != Long.MAX_VALUE && scene.second() > left + LATE) {
            scene.report(
                    identity,
                    new BehaviorSignal(
                            "leaver",
                            SignalSeverity.MEDIUM,
                            "T1078.004",
                            "%s is a key of a person whose account was disabled %s earlier. The key should have a new owner or be revoked."
                                    .formatted(identity.name(), duration(scene.second() - left))));
        }
    }

    // ---- evidence

    private static void add(
            ActivityContext scene, TrackedIdentity identity, Family family, double bits, String sentence) {
        identity.recent.add(family, bits, scene.second(), sentence);
        scene.added().add(family);
    }

    private static void dormancy(ActivityContext scene, TrackedIdentity identity) {
        Profile profile = identity.profile;
        if (profile.isEmpty()) {
            return;
        }
        int gap = profile.idleDays(scene.day());
        boolean longSilence = gap >= 30 && gap > 2 * profile.longestGapDays();
        boolean unlikeItself = gap >= 7 && gap > 5 * profile.longestGapDays() && profile.activeDays() >= 5;
        if (longSilence || unlikeItself) {
            add(
                    scene,
                    identity,
                    Family.DORMANCY,
                    5,
                    "%s was used for the first time in %d days. Its longest earlier pause, over %s, was %s."
                            .formatted(
                                    identity.name(),
                                    gap,
                                    counted(profile.total(), "use", "uses"),
                                    counted(profile.longestGapDays(), "day", "days")));
        }
    }

    private static void credential(ActivityContext scene, TrackedIdentity identity) {
        String credential = scene.activity().credential();
        if (credential.isEmpty()) {
            return;
        }
        Profile profile = identity.profile;
        double surprise = profile.surprise(profile.credentials, scene.day());
        boolean isNew = profile.credentials.add(TextHashes.of(credential), scene.day());
        if (!isNew || !profile.isMature(scene.day()) || surprise < 2) {
            return;
        }
        boolean announced = scene.second() - identity.lastAdded < 30 * 86_400L && identity.lastAdded != Long.MIN_VALUE;
        double bits = announced ? (identity.addedByStranger ? 4 : 2) : 3;
        boolean sibling = identity.lastRemoved != Long.MIN_VALUE
                && scene.second() - identity.lastRemoved < 7 * 86_400L
                && scene.second() > identity.lastRemoved
                && !announced;
        add(
                scene,
                identity,
                Family.CREDENTIAL,
                sibling ? 8 : bits,
                "%s used a credential for the first time%s. In %s, it had used %s."
                        .formatted(
                                identity.name(),
                                sibling ? ", after another one was revoked" : "",
                                days(profile, scene),
                                counted(profile.credentials.size() - 1L, "other credential", "other credentials")));
    }

    /** Returns a phrase that states how long an identity has been observed. */
    private static String days(Profile profile, ActivityContext scene) {
        return counted(profile.age(scene.day()), "day", "days");
    }

    private void place(ActivityContext scene, TrackedIdentity identity) {
        Place place = scene.place();
        if (!place.isKnown()) {
            return;
        }
        Profile profile = identity.profile;
        int day = scene.day();
        double networkBits = profile.surprise(profile.networks, day);
        double countryBits = profile.surprise(profile.countries, day);
        double kindBits = profile.surprise(profile.kinds, day);
        boolean personal = profile.people.size() > 0 || scene.person() != null;
        long network = TextHashes.of(place.network());
        boolean newNetwork = profile.networks.add(place.network(), day);
        boolean newCountry = !place.country().isEmpty() && profile.countries.add(place.country(), day);
        boolean newKind = place.kind() != PlaceKind.UNKNOWN
                && profile.kinds.add(place.kind().key(), day);
        boolean newPerson = !scene.personKey().isEmpty() && profile.people.add(TextHashes.of(scene.personKey()), day);
        boolean newForIdentity = newNetwork;
        Peers peers = null;
        if (newNetwork) {
            peers = scene.state().peers().withNetwork(identity, network, day);
            scene.state().share("network " + place.network());
            scene.state().peers().showNetwork(identity, network);
        }
        TrackedPerson person = scene.person();
        boolean shared = personal && profile.people.size() > 1;
        if (shared && person != null) {
            newNetwork = !person.profile.networks.contains(network) && (newNetwork || isPersonal(profile));
            if (!newNetwork || newPerson || !person.profile.isMature(day)) {
                return;
            }
            networkBits = person.profile.surprise(person.profile.networks, day);
            newCountry =
                    !place.country().isEmpty() && !person.profile.countries.contains(TextHashes.of(place.country()));
            countryBits = person.profile.surprise(person.profile.countries, day);
        }
        if (!newNetwork) {
            alternation(scene, identity);
            return;
        }
        if (!profile.isMature(day)) {
            return;
        }
        scene.placeIsNew();
        if (person != null
                && (person.profile.networks.contains(network)
                        || whereabouts.isThere(scene.personKey(), place, scene.second()))) {
            return;
        }
        double bits = Math.min(4, networkBits);
        if (newCountry) {
            bits += Math.min(2, countryBits);
        }
        boolean machine = profile.kinds.size() > 0 && !profile.kinds.contains(PlaceKind.ISP.key());
        if (newKind && (place.kind().isPersonal() || (place.kind() == PlaceKind.HOSTING && !machine))) {
            bits += Math.min(4, kindBits);
        }
        // A server that moves says nothing about the person for whom it acts.
        boolean server = place.kind() == PlaceKind.HOSTING && !isPersonal(profile);
        if (newCountry && !server && person != null && whereabouts.isTracked(scene.personKey())) {
            bits += 2;
        }
        if (newCountry && !server && person != null && person.wasElsewhere(place, scene.second())) {
            bits += 3;
        }
        int movers = scene.state().otherMovers(place.network(), identity, scene.second());
        if (movers >= 2 && place.kind() != PlaceKind.ISP) {
            bits = Math.min(bits, 1.5);
        } else if (scene.state().sharers("network " + place.network()) > 3) {
            bits = Math.min(bits, 3);
        }
        if (peers != null && peers.isUsual()) {
            bits = Math.min(bits, 2);
        }
        scene.state().moved(place.network(), identity, scene.second());
        boolean unknownToTenant = scene.state().sharers("network " + place.network()) <= 1 && movers == 0;
        if (unknownToTenant && scene.state().identities() >= 20) {
            bits += 1;
        }
        if (!shared && unknownToTenant && profile.networks.size() <= 4) {
            identity.places.opened(place.network(), bits, scene.second());
        }
        add(
                scene,
                identity,
                Family.PLACE,
                bits,
                newForIdentity
                        ? "%s was used from %s. In %s over %s, it came only from %s; %s."
                                .formatted(
                                        identity.name(),
                                        place.text(),
                                        counted(profile.total(), "use", "uses"),
                                        days(profile, scene),
                                        counted(
                                                Math.max(1, profile.networks.size() - 1L),
                                                "other network",
                                                "other networks"),
                                        users(scene, place, peers))
                        : "%s was used from %s, for a person who had not been seen there in %s."
                                .formatted(
                                        identity.name(),
                                        place.text(),
                                        person == null ? "that time" : days(person.profile, scene)));
    }

    /** Returns a phrase that states how many peers and other identities use a network. */
    private static String users(ActivityContext scene, Place place, @Nullable Peers peers) {
        int others = Math.max(0, scene.state().sharers("network " + place.network()) - 1);
        if (peers == null) {
            return others == 0
                    ? "no other app or key is known to use that network"
                    : counted(others, "other app or key uses that network", "other apps and keys use that network");
        }
        if (peers.showing() > 0) {
            return "%s of %s %s that network"
                    .formatted(share(peers), text(peers), peers.showing() == 1 ? "uses" : "use");
        }
        return others == 0
                ? "none of %s uses that network, and no other app or key is known to use it".formatted(text(peers))
                : "none of %s uses that network, but %s"
                        .formatted(text(peers), counted(others, "other app or key does", "other apps and keys do"));
    }

    private static String share(Peers peers) {
        return peers.showing() == peers.others() ? "all" : Integer.toString(peers.showing());
    }

    /** Returns a phrase that states which peers an identity is compared with. */
    private static String text(Peers peers) {
        return switch (peers.kind()) {
            case PRODUCT -> "the %d other identities of the same product".formatted(peers.others());
            case NAME -> "the %d other identities named %s".formatted(peers.others(), peers.name());
            case OWNER -> "its owner's %d other identities".formatted(peers.others());
            case TEAM -> "the %d other identities of its owner's team".formatted(peers.others());
            case ACCESS -> "the %d other identities of its kind with the same access".formatted(peers.others());
            case USE -> "the %d other identities that mostly do the same".formatted(peers.others());
        };
    }

    /**
     * Reports an identity that is used alternately from a new and an old network. This is not a move: after a move, the
     * old network is no longer used.
     */
    private static void alternation(ActivityContext scene, TrackedIdentity identity) {
        if (!identity.places.alternates(scene.place().network(), scene.second())) {
            return;
        }
        int movers = scene.state().otherMovers(identity.places.network(), identity, scene.second());
        if (movers == 0) {
            add(
                    scene,
                    identity,
                    Family.PLACE,
                    Math.max(8, identity.places.bits() + 4),
                    "%s is used alternately from %s, which is new for it, and from a network that it used before. Its use has been observed for %s."
                            .formatted(identity.name(), identity.places.network(), days(identity.profile, scene)));
        }
    }

    /** Returns whether an app is used from people's own networks rather than from its servers. */
    private static boolean isPersonal(Profile profile) {
        return profile.kinds.contains(PlaceKind.ISP.key()) || profile.networks.size() > 6;
    }

    private static void client(ActivityContext scene, TrackedIdentity identity) {
        String family = UserAgentFamily.of(scene.activity().client());
        if (family.isEmpty()) {
            return;
        }
        Profile profile = identity.profile;
        double surprise = profile.surprise(profile.clients, scene.day());
        boolean first = profile.clients.size() == 0;
        boolean isNew = profile.clients.add(TextHashes.of(family), scene.day());
        if (!isNew || first || !profile.isMature(scene.day())) {
            return;
        }
        add(
                scene,
                identity,
                Family.CLIENT,
                Math.min(4, surprise),
                "It used the client %s for the first time; in %s over %s, it used %s."
                        .formatted(
                                family,
                                counted(profile.total(), "use", "uses"),
                                days(profile, scene),
                                counted(profile.clients.size() - 1L, "other client", "other clients")));
    }

    private static void operation(ActivityContext scene, TrackedIdentity identity) {
        Profile profile = identity.profile;
        ActivityClass activityClass = scene.activity().activityClass();
        int day = scene.day();
        double operationBits = profile.surprise(profile.operations, day);
        double classBits = profile.surprise(profile.classes, day);
        boolean newOperation =
                profile.operations.add(TextHashes.of(scene.activity().operation()), day);
        boolean newClass = profile.classes.add(TextHashes.of(activityClass.toString()), day);
        int sharers = scene.state().sharers("class " + activityClass);
        Peers peers = null;
        if (newClass) {
            long value = TextHashes.of(activityClass.toString());
            peers = scene.state().peers().withClass(identity, value, day);
            scene.state().share("class " + activityClass);
            scene.state().peers().showClass(identity, value);
        }
        if (!profile.isMature(day)) {
            if (peers != null && peers.showing() == 0) {
                unlikePeers(scene, identity, activityClass, peers);
            }
            return;
        }
        if (!newOperation && !newClass) {
            return;
        }
        double bits = Math.min(3, operationBits);
        if (newClass) {
            bits += Math.min(3, classBits);
            boolean weighty = activityClass.isAdministrative() || activityClass.isSensitiveRead();
            bits += weighty ? Math.min(2.5, classBits / 2) : 0;
            if (scene.state().identities() >= 8 && sharers * 3 > scene.state().identities()) {
                bits = Math.min(bits, 4);
            }
            if (peers != null && peers.isUsual()) {
                bits = Math.min(bits, 4);
            }
        }
        add(
                scene,
                identity,
                Family.OPERATION,
                bits,
                "%s called %s (%s) for the first time in %s over %s; %s."
                        .formatted(
                                identity.name(),
                                scene.activity().operation(),
                                text(activityClass),
                                counted(profile.total(), "use", "uses"),
                                days(profile, scene),
                                callers(newClass ? sharers : sharers - 1, peers)));
    }

    /** Returns a phrase that states how many peers and other identities call operations of the same class. */
    private static String callers(int others, @Nullable Peers peers) {
        if (peers == null) {
            return others <= 0
                    ? "no other identity is known to make such calls"
                    : counted(others, "other identity makes such calls", "other identities make such calls");
        }
        if (peers.showing() > 0) {
            return "%s of %s %s such calls"
                    .formatted(share(peers), text(peers), peers.showing() == 1 ? "makes" : "make");
        }
        return others <= 0
                ? "none of %s makes such calls, and no other identity is known to make them".formatted(text(peers))
                : "none of %s makes such calls, but %s"
                        .formatted(text(peers), counted(others, "other identity does", "other identities do"));
    }

    // ---- peers

    /** Reports an identity that has no history of its own yet and does something that none of its peers does. */
    private static void unlikePeers(
            ActivityContext scene, TrackedIdentity identity, ActivityClass activityClass, Peers peers) {
        if (peers.others() < LEAST_PEERS) {
            return;
        }
        add(
                scene,
                identity,
                Family.PEERS,
                Math.min(4, log2(2.0 * (peers.others() + 1))),
                "%s called %s (%s). None of %s makes such calls."
                        .formatted(identity.name(), scene.activity().operation(), text(activityClass), text(peers)));
    }

    /**
     * After an identity's learning period, counts the identity in its peer groups and compares its usual activity with
     * that of its peers.
     */
    private static void peers(ActivityContext scene, TrackedIdentity identity) {
        Profile profile = identity.profile;
        int day = scene.day();
        if (!scene.state().peers().join(identity, day)) {
            return;
        }
        for (String name : profile.classNames()) {
            long value = TextHashes.of(name);
            int days = profile.classes.days(value);
            Peers peers = days < 3 ? null : scene.state().peers().alsoWithClass(identity, value, day);
            if (peers != null && peers.showing() == 0 && peers.others() >= LEAST_PEERS) {
                add(
                        scene,
                        identity,
                        Family.PEERS,
                        3,
                        "%s made calls to %s on %d of %s. None of %s makes such calls."
                                .formatted(
                                        identity.name(),
                                        text(name),
                                        days,
                                        counted(profile.activeDays(), "active day", "active days"),
                                        text(peers)));
            }
        }
    }

    private static void resource(ActivityContext scene, TrackedIdentity identity) {
        String resource = scene.activity().resource();
        if (resource.isEmpty()) {
            return;
        }
        Profile profile = identity.profile;
        double surprise = profile.surprise(profile.resources, scene.day());
        int known = profile.resources.size();
        boolean isNew = profile.resources.add(TextHashes.of(resource), scene.day());
        if (!isNew) {
            return;
        }
        ActivityRates track = profile.track("resources");
        track.add(scene.second(), 1);
        burst(scene, identity, "resources", track, 20);
        if (known == 0 || known > 60 || surprise < 1.5 || !profile.isMature(scene.day())) {
            return;
        }
        add(
                scene,
                identity,
                Family.RESOURCE,
                Math.min(3, surprise),
                "%s used %s for the first time; in %s over %s, it used %s."
                        .formatted(
                                identity.name(),
                                resource,
                                counted(profile.total(), "use", "uses"),
                                days(profile, scene),
                                counted(known, "other resource", "other resources")));
    }

    private static void hour(ActivityContext scene, TrackedIdentity identity) {
        if (identity.profile.isMature(scene.day()) && identity.profile.isUnusualHour(scene.second())) {
            identity.recent.add(Family.HOUR, 2, scene.second(), "The hour is unusual for it.");
        }
    }

    private static void rates(ActivityContext scene, TrackedIdentity identity, boolean failed) {
        String activityClass = scene.activity().activityClass().toString();
        if (failed) {
            rate(scene, identity, "failures", 1, true);
            return;
        }
        series(scene, identity);
        Profile profile = identity.profile;
        DailyTrend activities = profile.activityTrend(scene.day());
        DailyTrend kilobytes = profile.kilobyteTrend(scene.day());
        int activitiesBefore = activities == null ? 0 : profile.onDay(scene.day());
        int kilobytesBefore = kilobytes == null ? 0 : profile.kilobytesOnDay(scene.day());
        rate(scene, identity, activityClass, 1, false);
        if (scene.activity().size() >= 1_024) {
            rate(scene, identity, "kilobytes", scene.activity().size() / 1_024, false);
        }
        boolean clockwork = profile.track(activityClass).isClockwork();
        if (activities != null) {
            trend(scene, identity, activities, activitiesBefore, profile.onDay(scene.day()), "activities", clockwork);
        }
        if (kilobytes != null) {
            trend(
                    scene,
                    identity,
                    kilobytes,
                    kilobytesBefore,
                    profile.kilobytesOnDay(scene.day()),
                    "kilobytes",
                    clockwork);
        }
    }

    private static void rate(
            ActivityContext scene, TrackedIdentity identity, String name, long amount, boolean failed) {
        ActivityRates track = identity.profile.track(name);
        track.add(scene.second(), amount);
        if (identity.profile.isMature(scene.day())) {
            scene.state().largestHour(name, track.largestHour(), track.inHour() == amount);
        }
        burst(scene, identity, name, track, name.equals("kilobytes") ? 51_200 : 20);
        if (!failed && identity.profile.age(scene.day()) >= Profile.LEARNING_DAYS) {
            growth(scene, identity, name, track);
        }
    }

    private static void burst(
            ActivityContext scene, TrackedIdentity identity, String name, ActivityRates track, long least) {
        long count = track.inHour();
        double largest = track.largestHour();
        boolean mature = identity.profile.isMature(scene.day());
        if (count < least || count <= largest) {
            return;
        }
        double peers = scene.state().largestHour(name);
        if (mature && (track.hours() >= 3 || ABSENCE_IS_USUAL.contains(name))) {
            double limit = Math.max(Math.max((double) least, 3.5 * largest), track.extremeHour());
            if (count >= limit) {
                add(scene, identity, Family.RATE, 8 + log2(count / limit), sentence(identity, name, track));
            }
        } else if (mature && count >= Math.max(2.0 * least, peers)) {
            add(scene, identity, Family.RATE, 6, sentence(identity, name, track));
        } else if (!mature
                && scene.activity().activityClass().isSensitiveRead()
                && count >= Math.max(2.0 * least, 3 * scene.state().typicalHour(name))) {
            // A first import reads much as well: without a recent consent, this stays below a notification.
            add(scene, identity, Family.RATE, 5, sentence(identity, name, track) + peers(scene, name));
        }
    }

    /** Returns a phrase that states what is usual among the peers of an identity without a history of its own. */
    private static String peers(ActivityContext scene, String name) {
        long typical = Math.round(scene.state().typicalHour(name));
        return typical == 0
                ? " Its peers have no history of this either."
                : " Its own history is short; the busiest hours of its peers have %d on average.".formatted(typical);
    }

    private static String sentence(TrackedIdentity identity, String name, ActivityRates track) {
        String hours = counted(track.hours(), "earlier hour", "earlier hours");
        String now = "%s %s within an hour.".formatted(identity.name(), did(name, track.inHour()));
        return track.hours() == 0
                ? now + " No earlier hour with such activity is recorded."
                : now
                        + " In %s with such activity, the most was %d and the average %d."
                                .formatted(hours, Math.round(track.largestHour()), Math.round(track.meanHour()));
    }

    private static void growth(ActivityContext scene, TrackedIdentity identity, String name, ActivityRates track) {
        int day = scene.day();
        int today = track.onDay(day);
        if (today < (name.equals("kilobytes") ? 10_240 : 20)) {
            return;
        }
        double[] usual = track.usualDay(day);
        if (usual == null
                || today < limit(usual)
                || track.onDay(day - 1) < limit(usual)
                || DailyTrend.isTurnOfMonth(day)) {
            return;
        }
        add(
                scene,
                identity,
                Family.GROWTH,
                track.isClockwork() ? SCHEDULE : RISE,
                "%s %s on %s, and %d on the day before. On %s with such activity before, the usual number was %d and the largest %d."
                        .formatted(
                                identity.name(),
                                did(name, today),
                                DAY.format(LocalDate.ofEpochDay(day)),
                                track.onDay(day - 1),
                                isWeekend(day)
                                        ? counted((long) usual[2], "weekend day", "weekend days")
                                        : counted((long) usual[2], "weekday", "weekdays"),
                                (int) usual[0],
                                (int) usual[1]));
    }

    private static boolean isWeekend(int day) {
        return LocalDate.ofEpochDay(day).getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    /** Compares the hours that are now complete with all earlier hours, if the identity is active around the clock. */
    private static void series(ActivityContext scene, TrackedIdentity identity) {
        HourlySeries.Rise rise = identity.profile.hourly.add(Math.floorDiv(scene.second(), 3_600L));
        if (rise == null
                || !identity.profile.isMature(scene.day())
                || rise.strongest().average() < 10) {
            return;
        }
        add(
                scene,
                identity,
                Family.RATE,
                DENSE_RISE,
                "%s made %s in the last %s. Usually it makes %s, and in %s it never exceeded that by so much."
                        .formatted(
                                identity.name(),
                                rise.strongest().values() == 1
                                        ? counted(Math.round(rise.strongest().average()), "call", "calls")
                                        : Math.round(rise.strongest().average()) + " calls an hour",
                                rise.strongest().values() == 1
                                        ? "complete hour"
                                        : rise.strongest().values() + " complete hours",
                                Math.round(rise.strongest().usual()),
                                counted(rise.hours(), "hour", "hours")));
    }

    /**
     * Reports a rise when a day's count reaches the minimum for a rise. Compares the day and the days before it with
     * the weeks before.
     */
    private static void trend(
            ActivityContext scene,
            TrackedIdentity identity,
            DailyTrend trend,
            int from,
            int to,
            String what,
            boolean clockwork) {
        if (trend.isReached(from, to)) {
            add(
                    scene,
                    identity,
                    Family.GROWTH,
                    clockwork ? SCHEDULE : RISE,
                    "%s did more than before: %s, and %d on %s so far. On %d such days before, the median was %d."
                            .formatted(
                                    identity.name(),
                                    trend.before().size() == 1
                                            ? "%d %s on the previous comparable day"
                                                    .formatted(trend.before().getFirst(), what)
                                            : "%d and %d %s on the two previous comparable days"
                                                    .formatted(
                                                            trend.before().getFirst(),
                                                            trend.before().getLast(),
                                                            what),
                                    to,
                                    DAY.format(LocalDate.ofEpochDay(scene.day())),
                                    trend.compared(),
                                    trend.usual()));
        }
    }

    private static double limit(double[] usual) {
        return Math.max(Math.max(2.2 * usual[0], 1.4 * usual[1]), usual[0] + 15);
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    private static String did(String track, long count) {
        return switch (track) {
            case "resources" -> "used " + counted(count, "new resource", "new resources");
            case "failures" -> "failed in " + counted(count, "call", "calls");
            case "kilobytes" -> "transferred " + counted(count, "kilobyte", "kilobytes");
            default -> "made %s to %s".formatted(counted(count, "call", "calls"), text(track));
        };
    }

    private static String text(String track) {
        return text(track.substring(track.indexOf(':') + 1), track.substring(0, track.indexOf(':')));
    }

    private static String text(ActivityClass activityClass) {
        return text(activityClass.action(), activityClass.resource());
    }

    private static String text(String action, String resource) {
        return action + " " + resource.replace('-', ' ');
    }

    private static String duration(long seconds) {
        if (seconds >= 2 * 86_400L) {
            return seconds / 86_400L + " days";
        }
        return seconds >= 7_200 ? seconds / 3_600 + " hours" : Math.max(1, seconds / 60) + " minutes";
    }
}
