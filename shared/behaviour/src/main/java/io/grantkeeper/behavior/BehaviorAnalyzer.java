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
    private final PlaceBook places;
    private final Map<String, ConnectionState> connections = new HashMap<>();
    private final Whereabouts whereabouts = new Whereabouts();
    private final IncidentBook incidents = new IncidentBook();
    private final UseSignals uses = new UseSignals(whereabouts);
    private final ChangeSignals changes = new ChangeSignals(whereabouts);

    public BehaviorAnalyzer(PlaceBook places) {
        this.places = places;
    }

    /** Returns the signals of an activity and learns from it. A row that was read before has no signals. */
    public Analysis analyze(String provider, String connection, Activity activity) {
        ConnectionState state = state(provider, connection);
        TrackedIdentity acting = state.identity(activity.actor());
        TrackedIdentity about = acting != null ? acting : state.identity(activity.about());
        String subject = about != null ? about.subject : subject(provider, activity.actor());
        if (!state.isNew(activity)) {
            return new Analysis(subject, List.of(), Optional.empty());
        }
        Place place = places.locate(activity.place());
        long second = activity.at().getEpochSecond();
        Scene scene = new Scene(state, activity, place, acting, about, subject, second);
        changes.examine(scene);
        if (acting != null && !scene.isConsent()) {
            uses.examine(scene);
        }
        learnPerson(scene);
        if (scene.signals().isEmpty()) {
            return new Analysis(subject, List.of(), Optional.empty());
        }
        List<String> keys = incidentKeys(scene);
        return new Analysis(
                subject, scene.signals(), incidents.join(keys, scene.second(), isWorthAnIncident(scene)), keys);
    }

    ConnectionState state(String provider, String connection) {
        return connections.computeIfAbsent(
                provider + "\n" + connection, _ -> new ConnectionState(provider, connection));
    }

    Whereabouts whereabouts() {
        return whereabouts;
    }

    private static String subject(String provider, ActivityParty party) {
        return provider + ":" + (party.isKnown() ? party.ids().getFirst() : "unknown");
    }

    private void learnPerson(Scene scene) {
        TrackedPerson person = scene.person();
        if (person == null || scene.activity().outcome() == ActivityOutcome.FAILED) {
            return;
        }
        person.profile.touch(scene.second());
        if (scene.place().isKnown()) {
            person.isAt(scene.place(), scene.second());
            person.profile.networks.add(EventKeys.of(scene.place().network()), scene.day());
            if (!scene.place().country().isEmpty()) {
                person.profile.countries.add(EventKeys.of(scene.place().country()), scene.day());
            }
            boolean ownDevice = !scene.activity().isUse();
            if (ownDevice) {
                whereabouts.seen(scene.personKey(), scene.place(), scene.second());
            }
        }
    }

    private static boolean isWorthAnIncident(Scene scene) {
        return scene.signals().stream().anyMatch(signal -> signal.severity().notifies());
    }

    /** Returns the keys that connect the signals of an activity with others. */
    private static List<String> incidentKeys(Scene scene) {
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
