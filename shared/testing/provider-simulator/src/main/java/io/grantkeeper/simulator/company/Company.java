package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A simulated company with its GitHub organization, its Google Workspace and its Slack organization. */
public final class Company {

    /** The Monday morning at which the clock of every company is stopped, unless the caller passes another clock. */
    public static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private static final Duration DAY = Duration.ofDays(1);

    private final String name;
    private final String domain;
    private final SimulatedClock clock;
    private final CompanyPeople people = new CompanyPeople();
    private final GitHubTenant gitHub;
    private final GoogleTenant google;
    private final SlackTenant slack;
    private final Queue<GitHubEvent> gitHubEvents = new ConcurrentLinkedQueue<>();
    private final GitHubTenantActions onGitHub;
    private final GoogleTenantActions onGoogle;
    private final SlackTenantActions onSlack;
    private final SequentialIds ids;
    private final Queue<Day> script = new ArrayDeque<>();
    private final List<Day> habits = new ArrayList<>();
    private Day afterScript = (company, startOfDay, facts) -> {};

    Company(String name, String domain, GitHubAccount organization, String customerId, SimulatedClock clock) {
        this.name = name;
        this.domain = domain;
        this.clock = clock;
        this.gitHub = new GitHubTenant(organization);
        this.google = new GoogleTenant(customerId);
        this.slack = new SlackTenant("E" + SlackTenant.code(domain), name);
        this.onSlack = new SlackTenantActions(slack);
        this.ids = new SequentialIds(58_210_003L);
        var journal = new VendorLogWriter(gitHub, google);
        this.onGitHub = new GitHubTenantActions(gitHub, journal, gitHubEvents);
        this.onGoogle = new GoogleTenantActions(people, google, journal);
    }

    /**
     * Creates the demo company, Larkfield Instruments, which has about 60 people. Its clock is stopped at {@link
     * #START}.
     */
    public static Company demo() {
        return demo(SimulatedClock.frozenAt(START));
    }

    /** Creates the demo company, Larkfield Instruments, with a history that ends at the clock's current time. */
    public static Company demo(SimulatedClock clock) {
        return new DemoSeed(clock).seed();
    }

    /**
     * Creates a company of any size. The same seed and size always produce the same company. Its clock is stopped at
     * {@link #START}.
     */
    public static Company generate(long seed, CompanySize size) {
        return generate(seed, size, SimulatedClock.frozenAt(START));
    }

    public static Company generate(long seed, CompanySize size, SimulatedClock clock) {
        return new CompanyGenerator(seed, size, clock).generate();
    }

    /** A simulation of one day, which makes the day's changes and adds them to the list of events. */
    @FunctionalInterface
    interface Day {
        void simulate(Company company, Instant startOfDay, List<SimulatedEvent> facts);
    }

    /** Sets the simulation that is used for every day after the scripted days. */
    void afterScript(Day day) {
        afterScript = day;
    }

    void script(Day day) {
        script.add(day);
    }

    /** Adds a simulation that runs every day, after the other events of that day. */
    void habit(Day day) {
        habits.add(day);
    }

    /**
     * Advances the clock by one day, simulates that day, and returns what happened on it. The demo company's first days
     * are scripted; all other days are drawn from the seed. Some events appear in the vendors' logs only hours later.
     */
    public synchronized List<SimulatedEvent> stepDay() {
        Instant startOfDay = clock.instant();
        clock.advance(DAY);
        List<SimulatedEvent> facts = new ArrayList<>();
        Day scripted = script.poll();
        (scripted == null ? afterScript : scripted).simulate(this, startOfDay, facts);
        for (Day habit : habits) {
            habit.simulate(this, startOfDay, facts);
        }
        return List.copyOf(facts);
    }

    public String name() {
        return name;
    }

    public String domain() {
        return domain;
    }

    public SimulatedClock clock() {
        return clock;
    }

    public CompanyPeople people() {
        return people;
    }

    public GitHubTenant gitHub() {
        return gitHub;
    }

    public GoogleTenant google() {
        return google;
    }

    public SlackTenant slack() {
        return slack;
    }

    public SlackTenantActions onSlack() {
        return onSlack;
    }

    public GitHubTenantActions onGitHub() {
        return onGitHub;
    }

    public GoogleTenantActions onGoogle() {
        return onGoogle;
    }

    /**
     * Returns the total number of Google grants, GitHub installations, tokens, authorized credentials and deploy keys.
     */
    public int grantCount() {
        return google.grantCount()
                + gitHub.installations().size()
                + gitHub.tokens().size()
                + gitHub.credentials().size()
                + gitHub.deployKeys().size();
    }

    /** Returns a new number in the style of a vendor's ids. */
    public long nextId() {
        return ids.next();
    }

    /** Removes and returns the GitHub events for which no webhook delivery has been created yet. */
    public List<GitHubEvent> takeGitHubEvents() {
        List<GitHubEvent> taken = new ArrayList<>();
        for (GitHubEvent event = gitHubEvents.poll(); event != null; event = gitHubEvents.poll()) {
            taken.add(event);
        }
        return taken;
    }
}
