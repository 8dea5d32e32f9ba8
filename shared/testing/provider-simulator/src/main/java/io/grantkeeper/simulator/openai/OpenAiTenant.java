package io.grantkeeper.simulator.openai;

import io.grantkeeper.simulator.company.SimulatedTable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The company's OpenAI organization.
 *
 * @param keys project keys and admin keys
 */
public record OpenAiTenant(
        SimulatedTable<String, Project> projects,
        SimulatedTable<String, User> users,
        SimulatedTable<String, ServiceAccount> serviceAccounts,
        SimulatedTable<String, ApiKey> keys,
        SimulatedTable<String, Invite> invites,
        SimulatedTable<String, Certificate> certificates,
        SimulatedTable<String, AuditRow> auditLog,
        List<Use> uses) {
    /**
     * A project.
     *
     * @param archived when it was archived; empty if it is active
     */
    public record Project(String id, String name, Instant created, Optional<Instant> archived) {}

    /**
     * A user.
     *
     * @param account whether the user is a service account; OpenAI also lists service accounts among the users
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

    OpenAiTenant() {
        this(
                new SimulatedTable<>(Project::id),
                new SimulatedTable<>(User::id),
                new SimulatedTable<>(ServiceAccount::id),
                new SimulatedTable<>(ApiKey::id),
                new SimulatedTable<>(Invite::id),
                new SimulatedTable<>(Certificate::id),
                new SimulatedTable<>(AuditRow::id),
                new CopyOnWriteArrayList<>());
    }

    public void use(Use use) {
        uses.add(use);
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
