package io.grantkeeper.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parsed display name: the name proper, the part before a dash, and the vendors that it claims. "Fireflies.ai
 * Notetaker for Slack (beta)" is parsed as "Fireflies.ai Notetaker".
 *
 * @param all every word
 * @param plain the words without those in brackets and in "by …" and "for …" phrases
 * @param core the plain words without decorations, such as "app" or "beta"
 * @param head the part of the core before a dash, colon or vertical bar; empty if there is none
 * @param claimedVendors the vendors that the name claims, as in "by X", "(X)" or "from X"
 */
record ParsedAppName(
        NameTokenizer all,
        NameTokenizer plain,
        NameTokenizer core,
        Optional<NameTokenizer> head,
        List<String> claimedVendors) {

    private static final Pattern BRACKETS = Pattern.compile("[(\\[{（【「]([^)\\]}）】」]{0,80})[)\\]}）】」]");
    private static final Pattern FOR = Pattern.compile(
            "(?iu)(?<!\\s)\\s++(?:for|für|fur|pour|para|per|voor|för|til|dla|для|su|sur|auf|en|in|on|into|to|x)\\s++"
                    + "(?:the\\s++)?(?:slack|google|gmail|microsoft|ms|office|outlook|teams|zoom|github|gitlab|jira|confluence|"
                    + "atlassian|salesforce|hubspot|notion|okta|dropbox|box|zendesk|chrome|firefox|edge|vs\\s?code|visual|"
                    + "jetbrains|figma|shopify|wordpress|windows|mac|macos|ios|android|iphone|ipad|desktop|web|work|business|"
                    + "enterprise|teams|sales|gsuite|g\\s?suite|workspace|sheets|docs|drive|calendar|word|excel|powerpoint|"
                    + "sharepoint|linear|asana|discord|webex|meet|intercom|canva|linkedin|whatsapp|telegram|power|entra|azure|"
                    + "aws|cloud|developers|devs|education|schools|startups|individuals|everyone|all|"
                    + "finance|financial|healthcare|health|life\\s++sciences|legal|lawyers|government|students|teachers|"
                    + "educators|nonprofits|marketing|marketers|support|engineering|engineers|recruiting|recruiters|hr|"
                    + "research|researchers|data|pdf|writers|designers|creators|agencies|consultants).{0,200}$");
    private static final Pattern BY =
            Pattern.compile("(?iu)(?<!\\s)\\s++(?:by|von|par|por|from|powered by)\\s++(\\S.{1,60})$");
    private static final Pattern DASH = Pattern.compile("(?<!\\s)\\s++[-–—|·•/]\\s++|:\\s++|(?<!\\s)\\s*+[—|｜]\\s*+");

    /** Trailing words that describe how an app is delivered rather than what the app is. */
    private static final Set<String> DECORATIONS = WordLists.writtenWords("decorations");

    static ParsedAppName parse(String displayName) {
        String text = displayName.strip();
        List<String> vendors = new ArrayList<>();
        Matcher brackets = BRACKETS.matcher(text);
        while (brackets.find() && vendors.size() < 4) {
            vendors.add(brackets.group(1).strip());
        }
        String core = BRACKETS.matcher(text).replaceAll(" ").strip();
        Matcher by = BY.matcher(core);
        if (by.find()) {
            vendors.add(by.group(1).strip());
            core = core.substring(0, by.start());
        }
        core = NormalizedCompanyName.withoutDottedForm(FOR.matcher(core).replaceFirst(""));
        String[] parts = DASH.split(core, 2);
        NameTokenizer words = NameTokenizer.of(core);
        Optional<NameTokenizer> head = parts.length > 1 && !parts[0].isBlank()
                ? Optional.of(withoutDecorations(NameTokenizer.of(parts[0])))
                : Optional.empty();
        return new ParsedAppName(
                NameTokenizer.of(text),
                words,
                withoutDecorations(words),
                head,
                vendors.stream().filter(v -> !v.isEmpty()).toList());
    }

    /**
     * Returns the products whose names occur in this name. Exact matches come first; embedded names count only if
     * nothing matches exactly.
     */
    List<ProductNameMatch> matches(CatalogIndex index) {
        Set<ProductNameMatch> found = new LinkedHashSet<>();
        lookUp(index, all, 0, all.count(), ProductNameMatch.Fit.WHOLE, found);
        // Strip as few decorations as needed: "v0 Enterprise Beta" is named "v0", not "v".
        for (int end = plain.count(); found.isEmpty() && end >= core.count(); end--) {
            lookUp(index, plain, 0, end, ProductNameMatch.Fit.WHOLE, found);
        }
        if (!found.isEmpty()) {
            return List.copyOf(found);
        }
        head.ifPresent(words -> lookUp(index, words, 0, words.count(), ProductNameMatch.Fit.HEAD, found));
        if (found.isEmpty()) {
            findEmbedded(index, found);
        }
        return List.copyOf(found);
    }

    private void findEmbedded(CatalogIndex index, Set<ProductNameMatch> found) {
        int longest = Math.min(6, core.count());
        int start = 0;
        for (int length = longest; length > 0; length--) {
            for (int from = start; from + length <= core.count(); from++) {
                ProductNameMatch.Fit fit = from == 0 ? ProductNameMatch.Fit.START : ProductNameMatch.Fit.WITHIN;
                if (core.isSeparate(from, from + length) && isLongEnough(core.key(from, from + length), fit)) {
                    lookUp(index, core, from, from + length, fit, found);
                }
            }
            if (found.stream().anyMatch(name -> name.product().isAi()) && length > 1) {
                return;
            }
            // A product's name can follow that of its company: "ByteDance Doubao".
            if (start == 0 && found.stream().anyMatch(name -> name.fit() == ProductNameMatch.Fit.START)) {
                start = length;
            }
        }
    }

    /**
     * Returns whether a product's name is long enough to count as part of a longer name. Very short names occur in
     * other names by chance, though less often at the start. Two Han or Hangul characters carry as much information as
     * four letters. An empty key, such as that of a word that consists of marks, is never long enough.
     */
    private static boolean isLongEnough(String key, ProductNameMatch.Fit fit) {
        int enough = fit == ProductNameMatch.Fit.START ? 3 : 4;
        return !key.isEmpty() && key.length() >= (key.codePointAt(0) < 0x2e80 ? enough : 2);
    }

    private static void lookUp(
            CatalogIndex index,
            NameTokenizer words,
            int from,
            int to,
            ProductNameMatch.Fit fit,
            Set<ProductNameMatch> found) {
        if (from < to) {
            String written = String.join(" ", words.written().subList(from, to));
            index.byName(words.key(from, to))
                    .forEach(named -> found.add(new ProductNameMatch(named.product(), named.strength(), fit, written)));
        }
    }

    private static NameTokenizer withoutDecorations(NameTokenizer words) {
        int end = words.count();
        while (end > 1 && isDecoration(words.folded().get(end - 1))) {
            end--;
        }
        return words.slice(0, end);
    }

    private static boolean isDecoration(String word) {
        return DECORATIONS.contains(word) || word.chars().allMatch(Character::isDigit);
    }
}
