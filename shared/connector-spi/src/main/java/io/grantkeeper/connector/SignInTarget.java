package io.grantkeeper.connector;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The organization that an identity provider's app signs people in to, as {@code PROVIDER:ORGANIZATION}. The
 * organization is empty if its name is not known. Connectors of identity providers store it as an attribute.
 */
public final class SignInTarget {
    /** The attribute of an identity provider's app that stores the app's sign-in targets, separated by spaces. */
    public static final String ATTRIBUTE = "signs-in-to";

    /**
     * The prefix of the name of a GitHub enterprise. People sign in through an enterprise only if it has managed users.
     */
    public static final String ENTERPRISE = "enterprises/";

    private SignInTarget() {}

    /** Returns the target with this provider's wire name and organization. */
    public static String of(String provider, String organization) {
        return provider + ':' + organization.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /**
     * Returns the target of an app whose assertions are sent to the given address. The address is that of an assertion
     * consumer service, so an app that only uses OAuth has none. Sources:
     *
     * <ul>
     *   <li>https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/saml-configuration-reference
     *   <li>https://learn.microsoft.com/en-us/entra/identity/saas-apps/slack-tutorial
     *   <li>https://support.google.com/a/answer/12032922
     *   <li>https://developer.okta.com/docs/guides/add-an-external-idp/saml2/main/
     * </ul>
     */
    public static Optional<String> ofAddress(String address) {
        URI uri;
        try {
            uri = URI.create(address.strip());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (uri.getHost() == null || uri.getPath() == null || !"https".equalsIgnoreCase(uri.getScheme())) {
            return Optional.empty();
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        List<String> path = List.of(
                uri.getPath().replaceFirst("^/", "").replaceFirst("/$", "").split("/", -1));
        if ((host.equals("github.com") || host.endsWith(".ghe.com"))
                && path.size() == 4
                && path.get(2).equals("saml")
                && path.get(3).equals("consume")) {
            return switch (path.getFirst()) {
                case "enterprises" -> Optional.of(of("github", ENTERPRISE + path.get(1)));
                case "orgs" -> Optional.of(of("github", path.get(1)));
                default -> Optional.empty();
            };
        }
        if (host.endsWith(".slack.com") && path.equals(List.of("sso", "saml"))) {
            return Optional.of(of("slack", host.substring(0, host.indexOf('.'))));
        }
        if ((host.equals("www.google.com") || host.equals("google.com"))
                && path.size() == 3
                && path.getFirst().equals("a")
                && path.get(2).equals("acs")) {
            return Optional.of(of("google", path.get(1)));
        }
        if (host.equals("accounts.google.com") && path.equals(List.of("samlrp", "acs"))) {
            return Optional.of(of("google", ""));
        }
        if ((host.endsWith(".okta.com") || host.endsWith(".oktapreview.com") || host.endsWith(".okta-emea.com"))
                && path.size() >= 3
                && path.getFirst().equals("sso")
                && path.get(1).equals("saml2")) {
            return Optional.of(of("okta", host.substring(0, host.indexOf('.'))));
        }
        if (host.equals("login.microsoftonline.com") && path.equals(List.of("login.srf"))) {
            return Optional.of(of("microsoft", ""));
        }
        return Optional.empty();
    }
}
