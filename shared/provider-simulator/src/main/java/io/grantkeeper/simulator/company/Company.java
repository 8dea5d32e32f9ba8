package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One simulated company with its GitHub organisation and its Google Workspace. */
public final class Company {

    /** The Monday morning on which every company begins, unless it is given a clock. */
    public static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private static final Duration DAY = Duration.ofDays(1);

    private final String name;
    private final String domain;
    private final SimulatedClock clock;
    private final People people = new People();
    private final GitHubTenant gitHub;
    private final GoogleTenant google;
    private final SlackTenant slack;
    private final Queue<GitHubEvent> gitHubEvents = new ConcurrentLinkedQueue<>();
    private final GitHubActions onGitHub;
    private final GoogleActions onGoogle;
    private final SlackActions onSlack;
    private final Ids ids;
    private final Queue<Day> script = new ArrayDeque<>();
    private final List<Day> habits = new ArrayList<>();
    private Day afterScript = (company, morning, facts) -> {};

    Company(String name, String domain, GitHubAccount organization, String customerId, SimulatedClock clock) {
        this.name = name;
        this.domain = domain;
        this.clock = clock;
        this.gitHub = new GitHubTenant(organization);
        this.google = new GoogleTenant(customerId);
        this.slack = new SlackTenant("E" + SlackTenant.code(domain), name);
        this.onSlack = new SlackActions(slack);
        this.ids = new Ids(58_210_003L);
        var journal = new Journal(gitHub, google);
        this.onGitHub = new GitHubActions(gitHub, journal, gitHubEvents);
        this.onGoogle = new GoogleActions(people, google, journal);
    }

    /** Larkfield Instruments, about 60 people, on a clock that stands still at {@link #START}. */
    public static Company demo() {
        return demo(SimulatedClock.frozenAt(START));
    }

    /** Larkfield Instruments with a history that ends at the clock's present. */
    public static Company demo(SimulatedClock clock) {
        return new DemoSeed(clock).plant();
    }

    /** A company of any size; the same seed and size give the same company. The clock stands still. */
    public static Company generate(long seed, CompanySize size) {
        return generate(seed, size, SimulatedClock.frozenAt(START));
    }

    public static Company generate(long seed, CompanySize size, SimulatedClock clock) {
        return new CompanyGenerator(seed, size, clock).generate();
    }

    /** What happens on one day; it adds its facts to the list. */
    @FunctionalInterface
    interface Day {
        void happen(Company company, Instant morning, List<Fact> facts);
    }

    /** Happens on days for which nothing is scripted. */
    void afterScript(Day day) {
        afterScript = day;
    }

    void script(Day day) {
        script.add(day);
    }

    /** Happens on every day, after the script. */
    void habit(Day day) {
        habits.add(day);
    }

    /**
     * Moves the clock one day forward and lets the day happen: the scripted days first, then days drawn from the seed.
     * Some of what happened reaches the vendors' logs hours later.
     */
    public synchronized List<Fact> stepDay() {
        Instant morning = clock.instant();
        clock.advance(DAY);
        List<Fact> facts = new ArrayList<>();
        Day scripted = script.poll();
        (scripted == null ? afterScript : scripted).happen(this, morning, facts);
        for (Day habit : habits) {
            habit.happen(this, morning, facts);
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

    public People people() {
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

    public SlackActions onSlack() {
        return onSlack;
    }

    public GitHubActions onGitHub() {
        return onGitHub;
    }

    public GoogleActions onGoogle() {
        return onGoogle;
    }

    /** Google grants, GitHub installations, tokens, authorised credentials and deploy keys together. */
    public int grantCount() {
        return google.grantCount()
                + gitHub.installations().size()
                + gitHub.tokens().size()
                + gitHub.credentials().size()
                + gitHub.deployKeys().size();
    }

    /** A fresh vendor-style number. */
    public long nextId() {
        return ids.next();
    }

    /** Events that no webhook delivery was made of yet; taking them empties the queue. */
    public List<GitHubEvent> takeGitHubEvents() {
        List<GitHubEvent> taken = new ArrayList<>();
        for (GitHubEvent event = gitHubEvents.poll(); event != null; event = gitHubEvents.poll()) {
            taken.add(event);
        }
        return taken;
    }
}
