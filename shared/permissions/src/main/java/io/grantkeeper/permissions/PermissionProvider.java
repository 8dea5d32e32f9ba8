package io.grantkeeper.permissions;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A provider whose permissions Grantkeeper understands. */
public enum PermissionProvider {
    GITHUB,
    GOOGLE,
    MICROSOFT,
    SLACK,
    OKTA,
    SALESFORCE,
    ATLASSIAN,
    GITLAB,
    ZOOM,
    ZENDESK,
    DROPBOX,
    BOX,
    DOCUSIGN,
    HUBSPOT,
    NOTION,
    OPENAI,
    ANTHROPIC,
    AWS,
    SNOWFLAKE;

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern SPACED_COLON = Pattern.compile("(?:\\G|(?<!\\s))\\s*+:\\s*+");
    private static final Pattern SPACES_OR_COMMAS = Pattern.compile("[\\s,]+");
    /** The separator before an Okta role or scope. The label of a custom role may contain spaces and commas. */
    private static final Pattern BEFORE_ROLE = Pattern.compile("(?<![\\s,])[\\s,]++(?=role:|okta\\.)");

    private static final Pattern COMMAS = Pattern.compile("(?:\\G|(?<!\\s))\\s*+,\\s*+");
    private static final Map<String, PermissionProvider> BY_NAME = byName();

    /** Returns the name for JSON and data files. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the provider with this name or alias, ignoring case; empty if there is none. */
    public static Optional<PermissionProvider> named(String name) {
        String folded = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        return Optional.ofNullable(BY_NAME.get(SPACES.matcher(folded).replaceAll("-")));
    }

    private static Map<String, PermissionProvider> byName() {
        Map<String, PermissionProvider> names = new HashMap<>();
        for (PermissionProvider provider : values()) {
            names.put(provider.wireName(), provider);
            provider.aliases().forEach(name -> names.put(name, provider));
        }
        return Map.copyOf(names);
    }

    private List<String> aliases() {
        return switch (this) {
            case GITHUB -> List.of("github-app", "github-oauth", "github-enterprise");
            case GOOGLE -> List.of("google-workspace", "googleworkspace", "gsuite", "google-cloud", "gcp");
            case MICROSOFT ->
                List.of(
                        "microsoft-graph",
                        "microsoftgraph",
                        "msgraph",
                        "ms-graph",
                        "graph",
                        "entra",
                        "entra-id",
                        "microsoft-entra",
                        "microsoft-entra-id",
                        "microsoft-365",
                        "microsoft365",
                        "m365",
                        "azure",
                        "azure-ad",
                        "azuread");
            case ATLASSIAN -> List.of("atlassian-admin", "jira", "confluence");
            case AWS -> List.of("aws-iam", "iam", "amazon", "amazon-web-services");
            case ANTHROPIC -> List.of("claude");
            case SLACK, OKTA, SALESFORCE, GITLAB, ZOOM, ZENDESK, DROPBOX, BOX, DOCUSIGN, HUBSPOT -> List.of();
            case NOTION, OPENAI, SNOWFLAKE -> List.of();
        };
    }

    PermissionGrammar grammar() {
        return switch (this) {
            case GITHUB -> new GitHubGrammar();
            case GOOGLE -> new GoogleGrammar();
            case MICROSOFT -> new MicrosoftGraphGrammar();
            case OKTA -> new OktaGrammar();
            case ZOOM -> new ZoomGrammar();
            case ZENDESK -> new ZendeskGrammar();
            case OPENAI -> new OpenAiGrammar();
            case AWS -> new AwsGrammar();
            case SNOWFLAKE -> new SnowflakeGrammar();
            case SALESFORCE -> new SalesforceGrammar();
            case SLACK, ATLASSIAN, GITLAB, DROPBOX, BOX, DOCUSIGN, HUBSPOT, NOTION, ANTHROPIC ->
                new PermissionWordGrammar();
        };
    }

    /**
     * Splits a string into permissions, because one entry of a grant may contain several. Replaces the labels on
     * GitHub's and Salesforce's pages with the names that their APIs use, removes spaces around colons, and omits
     * permissions that grant nothing, such as GitHub's {@code contents:none}. The label of a custom Okta role may
     * contain spaces.
     */
    public List<String> split(String written) {
        String levels =
                switch (this) {
                    case GITHUB -> GitHubGrammar.normalize(written);
                    case SALESFORCE -> SalesforceGrammar.normalize(written);
                    default -> written;
                };
        String tidy = SPACED_COLON
                .matcher(SPACES.matcher(levels.strip()).replaceAll(" "))
                .replaceAll(":");
        if ((this == OKTA || this == MICROSOFT) && OktaGrammar.isRole(tidy)) {
            return Arrays.asList(BEFORE_ROLE.split(tidy));
        }
        Pattern separator = namesContainSpaces() ? COMMAS : SPACES_OR_COMMAS;
        return Arrays.stream(separator.split(tidy))
                .filter(part -> !part.isEmpty() && !(this == GITHUB && GitHubGrammar.givesNothing(part)))
                .flatMap(part -> this == ZENDESK ? ZendeskGrammar.levels(part).stream() : Stream.of(part))
                .toList();
    }

    private boolean namesContainSpaces() {
        return this == NOTION || this == SNOWFLAKE;
    }
}
