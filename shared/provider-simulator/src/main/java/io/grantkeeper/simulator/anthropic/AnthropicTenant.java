package io.grantkeeper.simulator.anthropic;

import io.grantkeeper.simulator.company.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The company's Anthropic organisation. */
public final class AnthropicTenant {
    public record Workspace(String id, String name, Instant created) {}

    public record Member(String id, String name, String email, String role, Instant added) {}

    /**
     * @param workspace empty for the default workspace
     * @param status in the vendor's words, {@code active} for one that works
     * @param ending the last characters of its text
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
     * @param shown when it can first be read
     * @param actor a member's id
     * @param what further members
     */
    public record Activity(String id, String type, Instant at, Instant shown, String actor, Map<String, Object> what) {
        public Activity {
            what = Map.copyOf(what);
        }
    }

    /** @param key empty for the Workbench, whose usage names no key */
    public record Use(Optional<String> key, Instant at, int tokens) {}

    private final Table<String, Workspace> workspaces = new Table<>(Workspace::id);
    private final Table<String, Member> members = new Table<>(Member::id);
    private final Table<String, ApiKey> keys = new Table<>(ApiKey::id);
    private final Table<String, ServiceAccount> serviceAccounts = new Table<>(ServiceAccount::id);
    private final Table<String, FederationRule> federationRules = new Table<>(FederationRule::id);
    private final Table<String, Invite> invites = new Table<>(Invite::id);
    private final Table<String, Activity> activities = new Table<>(Activity::id);
    private final List<Use> uses = new ArrayList<>();

    public Table<String, Workspace> workspaces() {
        return workspaces;
    }

    public Table<String, Member> members() {
        return members;
    }

    public Table<String, ApiKey> keys() {
        return keys;
    }

    public Table<String, ServiceAccount> serviceAccounts() {
        return serviceAccounts;
    }

    public Table<String, FederationRule> federationRules() {
        return federationRules;
    }

    public Table<String, Invite> invites() {
        return invites;
    }

    public Table<String, Activity> activities() {
        return activities;
    }

    public synchronized void use(Use use) {
        uses.add(use);
    }

    public synchronized List<Use> uses() {
        return List.copyOf(uses);
    }

    /** What the feed shows at this time, newest first. */
    List<Activity> activitiesAt(Instant now) {
        return activities.all().stream()
                .filter(activity -> !activity.shown().isAfter(now))
                .sorted(Comparator.comparing(Activity::at)
                        .thenComparing(Activity::id)
                        .reversed())
                .toList();
    }
}
