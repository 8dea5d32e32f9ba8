package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The company's Slack organisation with its workspaces. People are the company's own and are not kept twice. */
public final class SlackTenant {

    /**
     * @param departments who is a member; empty for everyone
     */
    public record Workspace(String id, String name, String domain, Set<String> departments) {}

    /** An administrator's word on an app, for a workspace or for the organisation. */
    public record Resolution(String place, SlackApp app, String byUser, Instant at) {
        String key() {
            return place + '/' + app.id();
        }
    }

    public record Request(String id, String workspace, SlackApp app, Person by, String message, Instant at) {}

    /**
     * A bot user.
     *
     * @param named whether its profile names the app, which old bots' do not
     */
    public record Bot(
            String userId, String botId, String workspace, String name, Optional<String> appId, boolean named) {}

    public record Workflow(
            String id, String workspace, String title, String appId, boolean published, String byUser, Instant at) {}

    /**
     * A row of a workspace's integration log.
     *
     * @param app empty for an integration of the time before apps, which has a number and a type
     */
    public record IntegrationEntry(
            String workspace,
            Instant time,
            String userId,
            String userName,
            Optional<SlackApp> app,
            long serviceId,
            String serviceType,
            String change,
            List<String> scopes) {}

    /**
     * A row of the audit log.
     *
     * @param visibleAt when the log first shows it
     * @param place where it happened: a workspace or the organisation
     */
    public record AuditEntry(
            String id,
            Instant time,
            Instant visibleAt,
            String action,
            String actorUser,
            String place,
            Optional<SlackApp> app,
            Optional<String> user,
            Optional<String> workflow,
            Map<String, Object> details) {}

    /** What an app on Slack's own platform did. */
    public record Activity(Instant time, String appId, String eventType, String userId, Optional<String> tool) {}

    /** An event that waits to be delivered; the member {@code event} of what is sent. */
    public record Event(String id, Instant time, String workspace, Map<String, Object> event) {}

    private final String organization;
    private final String name;
    private final Table<String, Workspace> workspaces = new Table<>(Workspace::id);
    private final Table<String, Resolution> approved = new Table<>(Resolution::key);
    private final Table<String, Resolution> restricted = new Table<>(Resolution::key);
    private final Table<String, Request> requests = new Table<>(Request::id);
    private final Table<String, Bot> bots = new Table<>(bot -> bot.workspace() + '/' + bot.userId());
    private final Table<String, Workflow> workflows = new Table<>(Workflow::id);
    private final List<IntegrationEntry> integrationLog = new CopyOnWriteArrayList<>();
    private final List<AuditEntry> auditLog = new CopyOnWriteArrayList<>();
    private final List<Activity> activities = new CopyOnWriteArrayList<>();
    private final List<Event> events = new ArrayList<>();

    SlackTenant(String organization, String name) {
        this.organization = organization;
        this.name = name;
    }

    public String organization() {
        return organization;
    }

    public String name() {
        return name;
    }

    public Table<String, Workspace> workspaces() {
        return workspaces;
    }

    public Table<String, Resolution> approved() {
        return approved;
    }

    public Table<String, Resolution> restricted() {
        return restricted;
    }

    public Table<String, Request> requests() {
        return requests;
    }

    public Table<String, Bot> bots() {
        return bots;
    }

    public Table<String, Workflow> workflows() {
        return workflows;
    }

    public List<Activity> activities() {
        return activities;
    }

    /** The newest first. */
    public List<IntegrationEntry> integrationLog(String workspace) {
        return integrationLog.stream()
                .filter(row -> row.workspace().equals(workspace))
                .sorted(Comparator.comparing(IntegrationEntry::time).reversed())
                .toList();
    }

    /** Those that the log shows by now, the newest first. */
    public List<AuditEntry> auditLog(Instant now) {
        return auditLog.stream()
                .filter(row -> !row.visibleAt().isAfter(now))
                .sorted(Comparator.comparing(AuditEntry::time)
                        .thenComparing(AuditEntry::id)
                        .reversed())
                .toList();
    }

    void record(IntegrationEntry row) {
        integrationLog.add(row);
    }

    void record(AuditEntry row) {
        auditLog.add(row);
    }

    void record(Activity activity) {
        activities.add(activity);
    }

    synchronized void happened(Event event) {
        events.add(event);
    }

    /** Events that were not delivered yet; taking them empties the queue. */
    public synchronized List<Event> takeEvents() {
        List<Event> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    /** The user id of a person: the same in every workspace of the organisation. */
    public static String userId(Person person) {
        return "U" + code(person.id());
    }

    /** Nine letters and digits, the same for the same text. */
    static String code(String text) {
        long mixed = Math.floorMod(text.hashCode() * 0x9E3779B97F4A7C15L, 101_559_956_668_416L); // 36 to the 9th
        return "%9s"
                .formatted(Long.toString(mixed, 36).toUpperCase(Locale.ROOT))
                .replace(' ', '0');
    }

    public boolean isMember(Person person, Workspace workspace) {
        return workspace.departments().isEmpty() || workspace.departments().contains(person.department());
    }
}
