package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parser for Link headers (RFC 8288). A header that cannot be parsed is an error, not the absence of a link;
 * otherwise, a listing could end early just because the link to its next page was unreadable.
 */
public final class LinkHeader {
    /**
     * The maximum length of a header that is parsed. The longest header that a provider documents has fewer than 2,000
     * characters.
     */
    private static final int LONGEST = 16 * 1024;

    private static final Pattern LINK = Pattern.compile(
            "\\G\\s*+<([^>]*+)>\\s*+((?:;\\s*+[\\w!#$&+.^`|~*-]++\\s*+(?:=\\s*+(?:\"[^\"]*+\"|[^\",;\\s]*+))?+\\s*+)*+)(?:,|$)");
    private static final Pattern REL =
            Pattern.compile(";\\s*+rel\\s*+=\\s*+(?:\"([^\"]*+)\"|([^\",;\\s]*+))", Pattern.CASE_INSENSITIVE);

    private LinkHeader() {}

    /** Returns the URL of the next page, or empty if the response links to none. */
    public static Optional<URI> next(ProviderResponse response) throws ConnectorException {
        return of(response, "next");
    }

    /** Returns the target of the first link with this relation, resolved against the request URL. */
    public static Optional<URI> of(ProviderResponse response, String relation) throws ConnectorException {
        for (String header : response.headers().getOrDefault("link", List.of())) {
            if (header.length() > LONGEST) {
                throw unreadable(response);
            }
            Matcher link = LINK.matcher(header);
            int end = 0;
            while (link.find()) {
                end = link.end();
                if (hasRelation(link.group(2), relation)) {
                    return Optional.of(resolve(response, link.group(1)));
                }
            }
            if (!header.substring(end).isBlank()) {
                throw unreadable(response);
            }
        }
        return Optional.empty();
    }

    /** Returns the decoded value of a link's query parameter, or empty if it is absent, empty or malformed. */
    public static Optional<String> parameter(URI link, String name) {
        String query = link.getRawQuery() == null ? "" : link.getRawQuery();
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=") && pair.length() > name.length() + 1) {
                return decode(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> decode(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean hasRelation(String parameters, String relation) {
        Matcher rel = REL.matcher(parameters);
        if (!rel.find()) {
            return false;
        }
        String names = rel.group(1) != null ? rel.group(1) : rel.group(2);
        return List.of(names.toLowerCase(Locale.ROOT).split("\\s+")).contains(relation);
    }

    private static URI resolve(ProviderResponse response, String target) throws ConnectorException {
        try {
            return response.uri().resolve(target);
        } catch (IllegalArgumentException _) {
            throw unreadable(response);
        }
    }

    private static ConnectorException unreadable(ProviderResponse response) {
        return new ConnectorException(
                new UnexpectedResponse(response + ": expected a Link header like <https://...>; rel=\"next\""));
    }
}
