package io.grantkeeper.simulator.openai;

import io.grantkeeper.simulator.company.SimulatedTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of the company's OpenAI organization, from projects and keys to the audit log and usage. */
public final class OpenAiTenant {
    /**
     * A project.
     *
     * @param archived when it was archived; empty if it is active
     */
    public record Project(String id, String name, Instant created, Optional<Instant> archived) {}

    /**
     * A user.
     *
     * @param account whether the user is a service account; OpenAI lists those among the users too
     */
    public record User(String id, String name, String email, String role, Instant added, boolean account) {}

    public record ServiceAccount(String id, String project, String name, String role, Instant created) {}

    /**
     * A project key or, if it has no project, an admin key.
     *
     * @param owner the id of a user or a service account
     * @param ending the key's last characters
     * @param ownerHasAccess whether the owner is still a member of the project
     */
    public record ApiKey(
            String id,
            String name,
            Optional<String> project,
            String owner,
            String ending,
            Instant created,
            Optional<Instant> lastUsed,
            Optional<Instant> expires,
            boolean ownerHasAccess) {}

    public record Invite(String id, String email, String role, String status, Instant sent, Instant expires) {}

    public record Certificate(
            String id, String name, boolean active, Instant created, Instant validFrom, Instant expires) {
        Certificate with(boolean nowActive) {
            return new Certificate(id, name, nowActive, created, validFrom, expires);
        }
    }

    /**
     * A row of the audit log.
     *
     * @param shown when the log first shows the row
     * @param actor a user's id
     * @param what the content of the member that is named after the row's type
     */
    public record AuditRow(
            String id,
            String type,
            Instant at,
            Instant shown,
            String actor,
            Optional<String> project,
            Map<String, Object> what) {
        public AuditRow {
            what = Map.copyOf(what);
        }
    }

    /**
     * Calls that one key made at one point in time.
     *
     * @param kind the type of usage
     * @param calls the number of calls
     */
    public record Use(String key, String kind, Instant at, int calls) {}

    private final SimulatedTable<String, Project> projects = new SimulatedTable<>(Project::id);
    private final SimulatedTable<String, User> users = new SimulatedTable<>(User::id);
    private final SimulatedTable<String, ServiceAccount> serviceAccounts = new SimulatedTable<>(ServiceAccount::id);
    private final SimulatedTable<String, ApiKey> keys = new SimulatedTable<>(ApiKey::id);
    private final SimulatedTable<String, Invite> invites = new SimulatedTable<>(Invite::id);
    private final SimulatedTable<String, Certificate> certificates = new SimulatedTable<>(Certificate::id);
    private final SimulatedTable<String, AuditRow> auditLog = new SimulatedTable<>(AuditRow::id);
    private final List<Use> uses = new ArrayList<>();

    public SimulatedTable<String, Project> projects() {
        return projects;
    }

    public SimulatedTable<String, User> users() {
        return users;
    }

    public SimulatedTable<String, ServiceAccount> serviceAccounts() {
        return serviceAccounts;
    }

    /** Returns the project keys and the admin keys. */
    public SimulatedTable<String, ApiKey> keys() {
        return keys;
    }

    public SimulatedTable<String, Invite> invites() {
        return invites;
    }

    public SimulatedTable<String, Certificate> certificates() {
        return certificates;
    }

    public SimulatedTable<String, AuditRow> auditLog() {
        return auditLog;
    }

    public synchronized void use(Use use) {
        uses.add(use);
    }

    public synchronized List<Use> uses() {
        return List.copyOf(uses);
    }

    /** Returns the rows that the audit log shows at this time, newest first. */
    List<AuditRow> auditLogAt(Instant now) {
        return auditLog.all().stream()
                .filter(row -> !row.shown().isAfter(now))
                .sorted(Comparator.comparing(AuditRow::at)
                        .thenComparing(AuditRow::id)
                        .reversed())
                .toList();
    }
}
