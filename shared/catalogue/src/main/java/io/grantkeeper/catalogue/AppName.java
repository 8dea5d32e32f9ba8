package io.grantkeeper.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A display name taken apart: the name proper, the part before a dash, and whom it says it is by. "Fireflies.ai
 * Notetaker for Slack (beta)" is about Fireflies.ai Notetaker.
 *
 * @param all every word
 * @param plain the words without brackets and without whom or what it is by or for
 * @param core the same without decorations
 * @param head the core's part before a dash, colon or bar; empty where there is none
 * @param claimedVendors who the name says it is by: "by X", "(X)", "from X"
 */
record AppName(Words all, Words plain, Words core, Optional<Words> head, List<String> claimedVendors) {

    private static final Pattern BRACKETS = Pattern.compile("[(\\[{（【「]([^)\\]}）】」]*)[)\\]}）】」]");
    private static final Pattern FOR = Pattern.compile(
            "(?iu)\\s+(?:for|für|fur|pour|para|per|voor|för|til|dla|для|su|sur|auf|en|in|on|into|to|x)\\s+"
                    + "(?:the\\s+)?(?:slack|google|gmail|microsoft|ms|office|outlook|teams|zoom|github|gitlab|jira|confluence|"
                    + "atlassian|salesforce|hubspot|notion|okta|dropbox|box|zendesk|chrome|firefox|edge|vs\\s?code|visual|"
                    + "jetbrains|figma|shopify|wordpress|windows|mac|macos|ios|android|iphone|ipad|desktop|web|work|business|"
                    + "enterprise|teams|sales|gsuite|g\\s?suite|workspace|sheets|docs|drive|calendar|word|excel|powerpoint|"
                    + "sharepoint|linear|asana|discord|webex|meet|intercom|canva|linkedin|whatsapp|telegram|power|entra|azure|"
                    + "aws|cloud|developers|devs|education|schools|startups|individuals|everyone|all|"
                    + "finance|financial|healthcare|health|life\\s+sciences|legal|lawyers|government|students|teachers|"
                    + "educators|nonprofits|marketing|marketers|support|engineering|engineers|recruiting|recruiters|hr|"
                    + "research|researchers|data|pdf|writers|designers|creators|agencies|consultants).*$");
    private static final Pattern BY = Pattern.compile("(?iu)\\s+(?:by|von|par|por|from|powered by)\\s+(\\S.{1,60})$");
    private static final Pattern DASH = Pattern.compile("\\s+[-–—|·•/]\\s+|:\\s+|\\s*[—|｜]\\s*");

    /** Words at the end that say how an app is delivered, not what it is. */
    private static final Set<String> DECORATIONS = WordLists.get("decorations");

    static AppName of(String displayName) {
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
        core = PublisherName.withoutDottedForm(FOR.matcher(core).replaceFirst(""));
        String[] parts = DASH.split(core, 2);
        Words words = Words.of(core);
        Optional<Words> head = parts.length > 1 && !parts[0].isBlank()
                ? Optional.of(undecorated(Words.of(parts[0])))
                : Optional.empty();
        return new AppName(
                Words.of(text),
                words,
                undecorated(words),
                head,
                vendors.stream().filter(v -> !v.isEmpty()).toList());
    }

    /** The products whose names occur, exact ones first; embedded ones only where nothing matches exactly. */
    List<NameMatch> matches(CatalogueIndex index) {
        Set<NameMatch> found = new LinkedHashSet<>();
        lookUp(index, all, 0, all.count(), NameMatch.Fit.WHOLE, found);
        // Of "v0 Enterprise Beta" as few decorations are taken away as will do: the name is not "v".
        for (int end = plain.count(); found.isEmpty() && end >= core.count(); end--) {
            lookUp(index, plain, 0, end, NameMatch.Fit.WHOLE, found);
        }
        if (!found.isEmpty()) {
            return List.copyOf(found);
        }
        head.ifPresent(words -> lookUp(index, words, 0, words.count(), NameMatch.Fit.HEAD, found));
        if (found.isEmpty()) {
            embedded(index, found);
        }
        return List.copyOf(found);
    }

    private void embedded(CatalogueIndex index, Set<NameMatch> found) {
        int longest = Math.min(6, core.count());
        int start = 0;
        for (int length = longest; length > 0; length--) {
            for (int from = start; from + length <= core.count(); from++) {
                NameMatch.Fit fit = from == 0 ? NameMatch.Fit.START : NameMatch.Fit.WITHIN;
                if (core.standAlone(from, from + length) && isLongEnough(core.key(from, from + length), fit)) {
                    lookUp(index, core, from, from + length, fit, found);
                }
            }
            if (found.stream().anyMatch(name -> name.product().isAi()) && length > 1) {
                return;
            }
            // After a company's name its product's may follow: "ByteDance Doubao".
            if (start == 0 && found.stream().anyMatch(name -> name.fit() == NameMatch.Fit.START)) {
                start = length;
            }
        }
    }

    /**
     * Very short names turn up inside others by chance, less so at the start; two signs say as much in Han or Hangul as
     * four letters.
     */
    private static boolean isLongEnough(String key, NameMatch.Fit fit) {
        int enough = fit == NameMatch.Fit.START ? 3 : 4;
        return key.length() >= (key.codePointAt(0) < 0x2e80 ? enough : 2);
    }

    private static void lookUp(
            CatalogueIndex index, Words words, int from, int to, NameMatch.Fit fit, Set<NameMatch> found) {
        if (from < to) {
            String written = String.join(" ", words.written().subList(from, to));
            index.named(words.key(from, to))
                    .forEach(named -> found.add(new NameMatch(named.product(), named.strength(), fit, written)));
        }
    }

    private static Words undecorated(Words words) {
        int end = words.count();
        while (end > 1 && isDecoration(words.folded().get(end - 1))) {
            end--;
        }
        return words.part(0, end);
    }

    private static boolean isDecoration(String word) {
        return DECORATIONS.contains(word) || word.chars().allMatch(Character::isDigit);
    }
}
