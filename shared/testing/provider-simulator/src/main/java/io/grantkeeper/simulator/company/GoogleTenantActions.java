package io.grantkeeper.simulator.company;

import io.grantkeeper.simulator.company.GoogleActivity.Detail;
import io.grantkeeper.simulator.company.GoogleActivity.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Actions of people and administrators in Google Workspace. Each action changes the tenant and adds its rows to the
 * reports.
 */
public final class GoogleTenantActions {

    private final CompanyPeople people;
    private final GoogleTenant tenant;
    private final VendorLogWriter journal;

    GoogleTenantActions(CompanyPeople people, GoogleTenant tenant, VendorLogWriter journal) {
        this.people = people;
        this.tenant = tenant;
        this.journal = journal;
    }

    /** Grants an app these scopes. They replace the scopes that this person granted to the app before. */
    public void consent(CompanyPerson person, GoogleApp app, List<String> scopes, Instant at) {
        tenant.put(new GoogleGrant(person.id(), app, scopes, at));
        journal.google(at, person, new Detail.Consent("authorize", app, scopes));
    }

    /**
     * Grants an app these scopes. The grant appears in the token listing immediately, but in the activity report only
     * after the delay.
     */
    public void consentReportedLate(
            CompanyPerson person, GoogleApp app, List<String> scopes, Instant at, Duration delay) {
        tenant.put(new GoogleGrant(person.id(), app, scopes, at));
        journal.googleLate(at, delay, person, new Detail.Consent("authorize", app, scopes));
    }

    /**
     * Adds rows to the activity report for those grants that are within its retention period of 180 days. Does not
     * change the grants.
     */
    void addRecentConsents(CompanyPerson person, List<GoogleGrant> grants, Instant now) {
        Instant oldest = now.minus(Duration.ofDays(180));
        for (GoogleGrant grant : grants) {
            if (grant.grantedAt().isAfter(oldest)) {
                journal.google(grant.grantedAt(), person, new Detail.Consent("authorize", grant.app(), grant.scopes()));
            }
        }
    }

    /**
     * Revokes a grant.
     *
     * @return whether the grant existed
     */
    public boolean revoke(CompanyPerson person, String clientId, Instant at) {
        var removed = tenant.removeGrant(person.id(), clientId);
        removed.ifPresent(
                grant -> journal.google(at, person, new Detail.Consent("revoke", grant.app(), grant.scopes())));
        return removed.isPresent();
    }

    /** Adds a row about an API call that the app made with the person's grant. */
    public void use(CompanyPerson person, GoogleApp app, String api, String method, long bytes, Instant at) {
        journal.google(at, person, new Detail.ApiUse(app, api, method, bytes));
    }

    /** Adds a row about an API call from an address. */
    void use(CompanyPerson person, GoogleApp app, String method, String address, Instant at) {
        String api = method.substring(0, method.indexOf('.'));
        journal.google(at, person, new Detail.ApiUse(app, api, method, 2_000), address);
    }

    /** Adds a row about an app's action on a person's file. */
    public void drive(CompanyPerson person, GoogleApp app, String event, String document, Instant at) {
        journal.google(at, person, new Detail.DriveAccess(event, Optional.of(app), document, "private"));
    }

    /** Adds a row about a person's action on a file in the browser. */
    public void drive(CompanyPerson person, String event, String document, Instant at) {
        journal.google(at, person, new Detail.DriveAccess(event, Optional.empty(), document, "private"));
    }

    /**
     * Adds an alert about a person to the Alert Center, or replaces the one with this id. The alert becomes visible
     * after a minute.
     */
    public void alert(
            String id, String type, String source, String severity, String status, CompanyPerson person, Instant at) {
        tenant.alert(new GoogleAlert(
                id,
                at,
                at.plus(Duration.ofMinutes(1)),
                type,
                source,
                severity,
                status,
                person.email(),
                type.startsWith("Suspicious") ? "198.51.100.77" : ""));
    }

    public void login(CompanyPerson person, Instant at) {
        journal.google(at, person, new Detail.Login("login_success", "google_password"));
    }

    public void addAppPassword(CompanyPerson person, AppPassword password) {
        tenant.put(password);
        journal.google(
                password.createdAt(),
                person,
                new Detail.AdminAction(
                        "CREATE_APPLICATION_SPECIFIC_PASSWORD",
                        "USER_SETTINGS",
                        List.of(new Parameter("USER_EMAIL", person.email()))));
    }

    /**
     * Deletes an app password.
     *
     * @return whether it existed
     */
    public boolean removeAppPassword(CompanyPerson person, int codeId, Instant at) {
        boolean removed = tenant.removeAppPassword(person.id(), codeId).isPresent();
        if (removed) {
            admin(
                    person,
                    "REVOKE_ASP",
                    "USER_SETTINGS",
                    at,
                    new Parameter("USER_EMAIL", person.email()),
                    new Parameter("ASP_ID", Integer.toString(codeId)));
        }
        return removed;
    }

    /**
     * Grants domain-wide delegation to a client, so that it can act as any user with these scopes. The admin event is
     * the only trace of this delegation.
     */
    public void grantDelegation(CompanyPerson administrator, String clientId, List<String> scopes, Instant at) {
        admin(
                administrator,
                "AUTHORIZE_API_CLIENT_ACCESS",
                "DOMAIN_SETTINGS",
                at,
                new Parameter("API_CLIENT_NAME", clientId),
                new Parameter("API_SCOPES", String.join(",", scopes)),
                new Parameter("DOMAIN_NAME", domain(administrator)));
    }

    /**
     * Marks an app as trusted or blocked in the settings for app access control.
     *
     * @param trusted true for trusted, false for blocked
     */
    public void setTrust(CompanyPerson administrator, GoogleApp app, boolean trusted, Instant at) {
        admin(
                administrator,
                trusted ? "ADD_TO_TRUSTED_OAUTH2_APPS" : "ADD_TO_BLOCKED_OAUTH2_APPS",
                "SECURITY_SETTINGS",
                at,
                new Parameter("OAUTH2_APP_ID", app.clientId()),
                new Parameter("OAUTH2_APP_NAME", app.name()),
                new Parameter("OAUTH2_APP_TYPE", app.nativeApp() ? "NATIVE" : "WEB"));
    }

    public void suspend(CompanyPerson administrator, CompanyPerson person, Instant at) {
        people.setStatus(person.id(), GoogleAccountStatus.SUSPENDED);
        admin(administrator, "SUSPEND_USER", "USER_SETTINGS", at, new Parameter("USER_EMAIL", person.email()));
    }

    /**
     * Adds a row about an admin event for which this class has no dedicated method.
     *
     * @param name the event's name in Google's report
     * @param type the event's type in Google's report
     */
    public void admin(CompanyPerson administrator, String name, String type, Instant at, Parameter... parameters) {
        journal.google(at, administrator, new Detail.AdminAction(name, type, List.of(parameters)));
    }

    private static String domain(CompanyPerson person) {
        return person.email().substring(person.email().indexOf('@') + 1);
    }
}
