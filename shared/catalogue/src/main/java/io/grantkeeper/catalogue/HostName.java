package io.grantkeeper.catalogue;

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

/** Takes the host out of whatever a provider lists as a domain: a host, a URL, a wildcard, an e-mail address. */
final class HostName {

    private static final Pattern URL = Pattern.compile("^([a-z][a-z0-9+.-]*):/{0,3}(?:[^/@]*@)?([^/:?#]*).*$");
    private static final Pattern SHAPE =
            Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9])?)+");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");
    private static final int LONGEST = 2_000;

    /**
     * Hosts on which anyone can run an app or keep a page: that an app points there says nothing about whose it is.
     * Names below these are meant as well.
     */
    private static final Set<String> HOSTED_BY_ANYONE = WordLists.get("hosted-by-anyone");

    /** What Anguilla keeps for its own companies, offices and associations below its domain. */
    private static final Pattern ANGUILLA = Pattern.compile("(.*\\.)?(com|gov|net|off|org)\\.ai");

    private HostName() {}

    static Optional<String> of(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (lower.isEmpty() || lower.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher url = URL.matcher(lower);
        if (url.matches() && lower.contains("://")) {
            String scheme = url.group(1);
            return scheme.equals("http") || scheme.equals("https") ? host(url.group(2)) : ofAppScheme(scheme);
        }
        String withoutPath = lower.split("[/?#]", 2)[0];
        String afterAt = withoutPath.substring(withoutPath.lastIndexOf('@') + 1);
        return host(afterAt.split(":", 2)[0]);
    }

    /** Whether the host is a place where anyone can put something up. */
    static boolean isHostedByAnyone(String host) {
        for (String name = host; name.contains("."); name = name.substring(name.indexOf('.') + 1)) {
            if (HOSTED_BY_ANYONE.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether names below this one are given to anyone. */
    static boolean isGivenToAnyone(String host) {
        return HOSTED_BY_ANYONE.contains(host);
    }

    /** The label that its owner chose: "usegalileo" of app.usegalileo.ai, "acme" of acme.co.uk. */
    static String ownLabel(String host) {
        String[] labels = host.split("\\.", -1);
        int at = labels.length - 2;
        if (at > 0 && labels[at].length() <= 3 && labels[at + 1].length() == 2) {
            at--;
        }
        return labels[Math.max(at, 0)].replace("-", "");
    }

    /** Whether the host ends in .ai as AI companies' do: not one that Anguilla, whose domain it is, keeps for its own. */
    static boolean endsInAi(String host) {
        return host.endsWith(".ai") && !ANGUILLA.matcher(host).matches() && !host.contains("anguilla");
    }

    /** Native apps register schemes such as {@code com.example.chat://}, which is a domain read backwards. */
    private static Optional<String> ofAppScheme(String scheme) {
        List<String> labels = new ArrayList<>(Arrays.asList(scheme.split("\\.")));
        Collections.reverse(labels);
        return labels.size() < 2 ? Optional.empty() : host(String.join(".", labels));
    }

    private static Optional<String> host(String candidate) {
        String bare = candidate.replaceFirst("^(\\*\\.)+", "").replaceFirst("\\.+$", "");
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
