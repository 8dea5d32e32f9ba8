package io.grantkeeper.simulator.slack;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.http.CallLog;
import io.grantkeeper.simulator.http.Faults;
import io.grantkeeper.simulator.http.HttpListener;
import io.grantkeeper.simulator.http.Quotas;
import java.net.URI;

/** A company's Slack, listening on the loopback address. */
public final class SlackSimulator implements AutoCloseable {

    private final Company company;
    private final SlackTokenDesk desk;
    private final Quotas quotas;
    private final SlackEvents events;
    private final HttpListener listener;

    private SlackSimulator(Company company, SlackOptions options, Faults faults, CallLog calls) {
        this.company = company;
        this.desk = new SlackTokenDesk(company.clock());
        this.quotas = new Quotas(company.clock(), options.enforceLimits());
        this.events = new SlackEvents(company, options.plan() == SlackOptions.Plan.ENTERPRISE);
        this.listener = HttpListener.start(
                "slack", 0, new SlackWebApi(company, options, desk, quotas), faults, calls, company.clock());
    }

    /** By itself. */
    public static SlackSimulator start(Company company, SlackOptions options) {
        return start(company, options, new Faults(), new CallLog());
    }

    /** Beside the company's other vendors, with whom it shares faults and the log of calls. */
    public static SlackSimulator start(Company company, SlackOptions options, Faults faults, CallLog calls) {
        return new SlackSimulator(company, options, faults, calls);
    }

    /** Stands for {@code https://slack.com/api}. */
    public URI api() {
        return listener.baseUri().resolve("/api");
    }

    /** Stands for {@code https://api.slack.com/audit/v1}. */
    public URI audit() {
        return listener.baseUri().resolve("/audit/v1");
    }

    /** A fresh user token of an owner, for the whole organisation where there is one. */
    public String issueUserToken() {
        return desk.issue(false);
    }

    public String issueBotToken() {
        return desk.issue(true);
    }

    /** What an installation of an app that rotates tokens hands out; good for one use. */
    public String issueRefreshToken() {
        return desk.issueRefresh();
    }

    public String clientId() {
        return desk.clientId();
    }

    public String clientSecret() {
        return desk.clientSecret();
    }

    /** The Events API of the own app. */
    public SlackEvents events() {
        return events;
    }

    public Company company() {
        return company;
    }

    /** How the methods' limits were used. */
    public Quotas quotas() {
        return quotas;
    }

    @Override
    public void close() {
        listener.close();
    }
}
