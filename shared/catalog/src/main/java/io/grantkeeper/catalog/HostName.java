package io.grantkeeper.catalog;

import java.net.IDN;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Extracts the host from an app's listed domain, which can be a host, a URL, a wildcard or an email address. */
final class HostName {

    private static final Pattern URL = Pattern.compile("^([a-z][a-z0-9+.-]*):/{0,3}(?:[^/@]*@)?([^/:?#]*).*$");
    /**
     * One label of a host name. It consists of letters, digits, hyphens and underscores, does not start with a hyphen,
     * and ends with a letter or digit. A single underscore is also a label.
     */
    private static final String LABEL = "(?!-)[a-z0-9_-]++(?<=[a-z0-9]|^_|\\._)";

    private static final Pattern SHAPE = Pattern.compile(LABEL + "(?:\\." + LABEL + ")++");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");
    private static final int LONGEST = 2_000;

    /**
     * Hosts on which anyone can run an app or publish a page, on the host itself or a subdomain. Such a host says
     * nothing about the vendor of an app that uses it.
     */
    private static final Set<String> SHARED_HOSTING = WordLists.writtenWords("hosted-by-anyone");

    /**
     * Hosts whose owner assigns subdomains to customers. Such a subdomain belongs to the customer, unless the catalog
     * lists it; the host itself belongs to its owner.
     */
    private static final Set<String> CUSTOMERS_BELOW = WordLists.writtenWords("customers-below");

    /** Second-level domains that Anguilla reserves for its own companies, offices and associations. */
    private static final Pattern ANGUILLA = Pattern.compile("(.*\\.)?(com|gov|net|off|org)\\.ai");

    private HostName() {}

    static Optional<String> parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (lower.isEmpty() || lower.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher url = URL.matcher(lower);
        if (url.matches() && lower.contains("://")) {
            String scheme = url.group(1);
            return scheme.equals("http") || scheme.equals("https") ? normalize(url.group(2)) : fromAppScheme(scheme);
        }
        String withoutPath = lower.split("[/?#]", 2)[0];
        String afterAt = withoutPath.substring(withoutPath.lastIndexOf('@') + 1);
        return normalize(afterAt.split(":", 2)[0]);
    }

    /** Returns whether the public, or any customer of the host's owner, can publish on this host. */
    static boolean isPubliclyHosted(String host) {
        return isSharedHosting(host) || isCustomers(host);
    }

    /**
     * Returns whether the host is a customer's subdomain, that is, below a host whose owner assigns subdomains to
     * customers.
     */
    static boolean isCustomers(String host) {
        return namesAndParents(host).skip(1).anyMatch(CUSTOMERS_BELOW::contains);
    }

    /** Returns whether anyone can publish on this host or on a host above it. */
    static boolean isSharedHosting(String host) {
        return namesAndParents(host).anyMatch(SHARED_HOSTING::contains);
    }

    /** Returns whether anyone can register a subdomain of this host. */
    static boolean offersPublicSubdomains(String host) {
        return SHARED_HOSTING.contains(host) || CUSTOMERS_BELOW.contains(host);
    }

    private static Stream<String> namesAndParents(String host) {
        return Stream.iterate(host, name -> name.contains("."), name -> name.substring(name.indexOf('.') + 1));
    }

    /**
     * Returns the label that the domain's owner chose, without hyphens: "usegalileo" of app.usegalileo.ai, "acme" of
     * acme.co.uk.
     */
    static String registeredLabel(String host) {
        String[] labels = host.split("\\.", -1);
        int at = labels.length - 2;
        if (at > 0 && labels[at].length() <= 3 && labels[at + 1].length() == 2) {
            at--;
        }
        return labels[Math.max(at, 0)].replace("-", "");
    }

    /**
     * Returns whether the host ends in .ai because its owner chose that ending, as AI companies do. Anguilla, the
     * territory that .ai belongs to, reserves some domains for its own organizations; they do not count.
     */
    static boolean endsInAi(String host) {
        return host.endsWith(".ai") && !ANGUILLA.matcher(host).matches() && !host.contains("anguilla");
    }

    /**
     * Returns the host from a native app's URL scheme, such as {@code com.example.chat://}, which is a domain written
     * in reverse order; empty if the scheme is not a domain.
     */
    private static Optional<String> fromAppScheme(String scheme) {
        List<String> labels = new ArrayList<>(Arrays.asList(scheme.split("\\.")));
        Collections.reverse(labels);
        return labels.size() < 2 ? Optional.empty() : normalize(String.join(".", labels));
    }

    private static Optional<String> normalize(String candidate) {
        String bare = candidate.replaceFirst("^(\\*\\.)+", "").replaceFirst("(?<!\\.)\\.++$", "");
        String ascii = bare;
        if (!bare.chars().allMatch(c -> c < 0x80)) {
            try {
                ascii = IDN.toASCII(bare).toLowerCase(Locale.ROOT);
            } catch (IllegalArgumentException notAName) {
                return Optional.empty();
            }
        }
        return SHAPE.matcher(ascii).matches() && !ADDRESS.matcher(ascii).matches()
                ? Optional.of(ascii)
                : Optional.empty();
    }
}
