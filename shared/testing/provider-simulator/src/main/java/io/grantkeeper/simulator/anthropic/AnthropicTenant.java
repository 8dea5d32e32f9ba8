package io.grantkeeper.simulator.anthropic;

import io.grantkeeper.simulator.company.SimulatedTable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The state of the company's Anthropic organization, from workspaces and keys to activities and usage. */
public record AnthropicTenant(
        SimulatedTable<String, Workspace> workspaces,
        SimulatedTable<String, Member> members,
        SimulatedTable<String, ApiKey> keys,
        SimulatedTable<String, ServiceAccount> serviceAccounts,
        SimulatedTable<String, FederationRule> federationRules,
        SimulatedTable<String, Invite> invites,
        SimulatedTable<String, Activity> activities,
        List<Use> uses) {
    public record Workspace(String id, String name, Instant created) {}

    public record Member(String id, String name, String email, String role, Instant added) {}

    /**
     * An API key.
     *
     * @param workspace empty for the default workspace
     * @param status the vendor's term; {@code active} for a usable key
     * @param ending the key's last characters
     */
    public record ApiKey(
            String id,
            String name,
            Optional<String> workspace,
            String status,
            String creator,
            String ending,
            Instant created,
            Optional<Instant> expires) {
        ApiKey with(String newStatus) {
            return new ApiKey(id, name, workspace, newStatus, creator, ending, created, expires);
        }
    }

    public record ServiceAccount(
            String id, String name, String role, String creator, Instant created, Optional<Instant> archived) {
        ServiceAccount archivedAt(Instant instant) {
            return new ServiceAccount(id, name, role, creator, created, archived.or(() -> Optional.of(instant)));
        }
    }

    public record FederationRule(
            String id,
            String name,
            String issuer,
            String subject,
            String account,
            List<String> workspaces,
            String creator,
            Instant created,
            Optional<Instant> archived) {
        public FederationRule {
            workspaces = List.copyOf(workspaces);
        }

        FederationRule archivedAt(Instant instant) {
            return new FederationRule(
                    id,
                    name,
                    issuer,
                    subject,
                    account,
                    workspaces,
                    creator,
                    created,
                    archived.or(() -> Optional.of(instant)));
        }
    }

    public record Invite(String id, String email, String role, String status, Instant sent, Instant expires) {}

    /**
     * An entry in the activity feed.
     *
     * @param shown when the feed first shows it
     * @param actor a member's id
     * @param what additional JSON members
     */
    public record Activity(String id, String type, Instant at, Instant shown, String actor, Map<String, Object> what) {
        public Activity {
            what = Map.copyOf(what);
        }
    }

    /**
     * The usage of a key at one point in time.
     *
     * @param key the id of the key; empty for the Workbench, whose usage belongs to no key
     */
    public record Use(Optional<String> key, Instant at, int tokens) {}

    AnthropicTenant() {
        this(
                new SimulatedTable<>(Workspace::id),
                new SimulatedTable<>(Member::id),
                new SimulatedTable<>(ApiKey::id),
                new SimulatedTable<>(ServiceAccount::id),
                new SimulatedTable<>(FederationRule::id),
                new SimulatedTable<>(Invite::id),
                new SimulatedTable<>(Activity::id),
                new CopyOnWriteArrayList<>());
    }

    public void use(Use use) {
        uses.add(use);
    }

    /** Returns the activities that the feed shows at this time, newest first. */
    List<Activity> activitiesAt(Instant now) {
        return activities.all().stream()
                .filter(activity -> !activity.shown().isAfter(now))
                .sorted(Comparator.comparing(Activity::at)
                        .thenComparing(Activity::id)
                        .reversed())
                .toList();
    }
}
