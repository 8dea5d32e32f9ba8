package io.grantkeeper.behavior;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityOutcome;
import io.grantkeeper.connector.activity.ActivityParty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns activities into signals. State is separate for each connection; only people's whereabouts, their departures and
 * incidents connect providers. Not thread-safe.
 */
public final class BehaviorAnalyzer {
    private final PlaceDatabase places;
    private final Map<String, ConnectionBehaviorState> connections = new HashMap<>();
    private final PersonSignInPlaces whereabouts = new PersonSignInPlaces();
    private final SignalCorrelator incidents = new SignalCorrelator();
    private final UseSignalRules uses = new UseSignalRules(whereabouts);
    private final ChangeSignalRules changes = new ChangeSignalRules(whereabouts);

    public BehaviorAnalyzer(PlaceDatabase places) {
        this.places = places;
    }

    /**
     * Returns the signals of an activity and learns from the activity. An activity that was read before has no signals.
     */
    public ActivityAnalysis analyze(String provider, String connection, Activity activity) {
        ConnectionBehaviorState state = state(provider, connection);
        state.linkSuccessors(activity);
        TrackedIdentity acting = state.identity(activity.actor());
        TrackedIdentity about = acting != null ? acting : state.identity(activity.about());
        String subject = about != null ? about.subject : subject(provider, activity.actor());
        if (!state.isNew(activity)) {
            return new ActivityAnalysis(subject, List.of(), Optional.empty());
        }
        Place place = places.locate(activity.place());
        long second = activity.at().getEpochSecond();
        ActivityContext scene = new ActivityContext(state, activity, place, acting, about, subject, second);
        changes.examine(scene);
        if (acting != null && !scene.isConsent()) {
            uses.examine(scene);
        }
        learnPerson(scene);
        if (scene.signals().isEmpty()) {
            return new ActivityAnalysis(subject, List.of(), Optional.empty());
        }
        List<String> keys = incidentKeys(scene);
        return new ActivityAnalysis(
                subject, scene.signals(), incidents.join(keys, scene.second(), isWorthAnIncident(scene)), keys);
    }

    ConnectionBehaviorState state(String provider, String connection) {
        return connections.computeIfAbsent(
                provider + "\n" + connection, _ -> new ConnectionBehaviorState(provider, connection));
    }

    PersonSignInPlaces whereabouts() {
        return whereabouts;
    }

    private static String subject(String provider, ActivityParty party) {
        return provider + ":" + (party.isKnown() ? party.ids().getFirst() : "unknown");
    }

    private void learnPerson(ActivityContext scene) {
        TrackedPerson person = scene.person();
        if (person == null || scene.activity().outcome() == ActivityOutcome.FAILED) {
            return;
        }
        person.profile.touch(scene.second());
        if (scene.place().isKnown()) {
            person.isAt(scene.place(), scene.second());
            person.profile.networks.add(TextHashes.of(scene.place().network()), scene.day());
            if (!scene.place().country().isEmpty()) {
                person.profile.countries.add(TextHashes.of(scene.place().country()), scene.day());
            }
            boolean ownDevice = !scene.activity().isUse();
            if (ownDevice) {
                whereabouts.seen(scene.personKey(), scene.place(), scene.second());
            }
        }
    }

    private static boolean isWorthAnIncident(ActivityContext scene) {
        return scene.signals().stream().anyMatch(signal -> signal.severity().notifies());
    }

    /** Returns the keys that connect the signals of an activity with other signals. */
    private static List<String> incidentKeys(ActivityContext scene) {
        List<String> keys = new ArrayList<>(4);
        keys.add("identity " + scene.state().connection + " " + scene.subject());
        TrackedIdentity about = scene.about();
        for (TrackedIdentity target : scene.targets()) {
            if (target != about) {
                keys.add("identity " + scene.state().connection + " " + target.subject);
            }
        }
        if (scene.isPlaceNew() && scene.place().isKnown()) {
            keys.add("network " + scene.place().prefix());
        }
        if (isWorthAnIncident(scene) && !scene.personKey().isEmpty()) {
            keys.add("person " + scene.personKey());
        }
        return keys;
    }
}
