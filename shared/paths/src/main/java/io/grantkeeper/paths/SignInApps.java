package io.grantkeeper.paths;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The apps of identity providers through which people sign in to other providers. Anyone who can change such an app can
 * make it vouch for any person who signs in through it.
 *
 * <p>An app for a GitHub organization does not sign anyone in: members sign in to GitHub with their own account first.
 * Only managed users of an enterprise sign in through the identity provider. Their names end with the enterprise's
 * short code. Source:
 * https://docs.github.com/en/enterprise-cloud@latest/admin/concepts/identity-and-access-management/enterprise-managed-users
 */
final class SignInApps {
    private static final String ENTERPRISE = "enterprises/";

    /** An app, and one organization to which people sign in through it. */
    record SignInApp(PathIdentity app, String provider, String organization) {
        /** Returns the name of the place that represents the app's settings. */
        String place() {
            return app.provider() + ':' + app.name();
        }

        private boolean isOfGitHubOrganization() {
            return provider.equals("github") && !organization.isEmpty() && !organization.startsWith(ENTERPRISE);
        }
    }

    /** Whether an account signs in through an app. */
    enum Reached {
        CERTAINLY,
        POSSIBLY,
        NOT
    }

    private final List<SignInApp> apps = new ArrayList<>();
    private final Map<String, List<SignInApp>> byTarget = new TreeMap<>();
    private final Set<String> assignmentsKnown;

    /**
     * Creates the apps of a tenant.
     *
     * @param assignmentsKnown the ids of the apps of which everyone who is assigned to them was read
     */
    SignInApps(Collection<PathIdentity> identities, Set<String> assignmentsKnown) {
        this.assignmentsKnown = assignmentsKnown;
        for (PathIdentity identity : identities) {
            if (identity.active()) {
                identity.signsInTo().forEach(target -> add(identity, target));
            }
        }
    }

    private void add(PathIdentity app, String target) {
        int colon = target.indexOf(':');
        if (colon > 0 && !target.startsWith(app.provider() + ':')) {
            String provider = target.substring(0, colon);
            SignInApp signIn = new SignInApp(app, provider, target.substring(colon + 1));
            apps.add(signIn);
            if (!signIn.isOfGitHubOrganization()) {
                byTarget.computeIfAbsent(provider, k -> new ArrayList<>()).add(signIn);
            }
        }
    }

    List<SignInApp> all() {
        return apps;
    }

    /** Returns whether people sign in to a provider through any app. */
    boolean leadTo(String provider) {
        return byTarget.containsKey(provider);
    }

    /**
     * Returns the apps through which a person could sign in to a provider: those to which the person is assigned, and
     * those whose assignments are not known.
     */
    List<SignInApp> of(PathPerson person, String provider) {
        return byTarget.getOrDefault(provider, List.of()).stream()
                .filter(one -> person.assignedApps().contains(one.app().id())
                        || !assignmentsKnown.contains(one.app().id()))
                .toList();
    }

    /**
     * Returns whether a person's account at the app's target signs in through the app.
     *
     * @param signIn how the account signs in, if known
     */
    static Reached reached(SignInApp app, String account, Optional<PathPerson.SignIn> signIn) {
        if (!app.provider().equals("github")) {
            return Reached.POSSIBLY;
        }
        if (app.isOfGitHubOrganization()
                || signIn.filter(PathPerson.SignIn.SSO::equals).isEmpty()) {
            return Reached.NOT;
        }
        String enterprise =
                app.organization().isEmpty() ? "" : app.organization().substring(ENTERPRISE.length());
        return !enterprise.isEmpty() && account.toLowerCase(Locale.ROOT).endsWith('_' + enterprise)
                ? Reached.CERTAINLY
                : Reached.POSSIBLY;
    }
}
