package io.grantkeeper.language;

import static io.grantkeeper.language.Passage.PLACEHOLDER;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Extracts the prose of a Markdown document, without code blocks, inline code, link targets and HTML. */
final class MarkdownText {
    /** Pages whose tables quote words that must not be used. */
    private static final Set<String> TABLE_QUOTE = Set.of("docs/style.md", "docs/glossary.md");

    private static final Pattern ITEM = Pattern.compile("\\s*(?:[-*+]|\\d+\\.)\\s+");
    private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");
    private static final Pattern CODE = Pattern.compile("(?s)(`+).+?\\1(?!`)");
    private static final Pattern LINK = Pattern.compile("(?s)!?\\[([^\\]]*)\\](?:\\([^)]*\\)|\\[[^\\]]*\\])");
    private static final Pattern ADDRESS =
            Pattern.compile("<?https?://[^\\s)>]+>?|\\b(?:[\\w-]+\\.)+(?:com|dev|io|net|org)\\b");
    private static final Pattern TAG = Pattern.compile("</?[a-z][^>]*>");
    private static final Pattern EMPHASIS = Pattern.compile("\\*+|(?<![\\p{L}\\d])_+|_+(?![\\p{L}\\d])");
    private static final Pattern QUOTED_TEXT = Pattern.compile("(?s)\"[^\"]*\"|“[^”]*”");

    private final String file;
    private final List<Passage> segments = new ArrayList<>();
    private Passage.Builder paragraph;

    private MarkdownText(String file) {
        this.file = file;
        this.paragraph = new Passage.Builder(file);
    }

    static List<Passage> passages(String file, String markdown) {
        MarkdownText text = new MarkdownText(file);
        text.read(COMMENT.matcher(markdown)
                .replaceAll(found -> "\n".repeat((int)
                        found.group().chars().filter(c -> c == '\n').count())));
        return text.segments;
    }

    private void read(String markdown) {
        String fence = "";
        int number = 0;
        for (String line : markdown.split("\n", -1)) {
            number++;
            String trimmed = line.strip();
            if (!fence.isEmpty()) {
                fence = trimmed.startsWith(fence) ? "" : fence;
            } else if (trimmed.startsWith("```") || trimmed.startsWith("~~~")) {
                end();
                fence = trimmed.substring(0, 3);
            } else if (trimmed.isEmpty()) {
                end();
            } else if (trimmed.startsWith("|")) {
                end();
                readRow(trimmed, number);
            } else if (trimmed.startsWith("#")) {
                end();
                paragraph.append(trimmed.replaceFirst("^#+\\s*", ""), number);
                end();
            } else {
                if (ITEM.matcher(line).lookingAt()) {
                    end();
                }
                paragraph.append(
                        ITEM.matcher(trimmed.replaceFirst("^>\\s*", "")).lookingAt()
                                ? trimmed.replaceFirst(ITEM.pattern(), "") + "\n"
                                : trimmed.replaceFirst("^>\\s*", "") + "\n",
                        number);
            }
        }
        end();
    }

    private void readRow(String row, int number) {
        if (TABLE_QUOTE.contains(file)) {
            return;
        }
        for (String cell : CELL_END.split(row, -1)) {
            // A cell with a single word is a name, a number or a heading.
            if (cell.strip().contains(" ")) {
                paragraph.append(cell.strip(), number);
                end();
            }
        }
    }

    private void end() {
        if (!paragraph.isEmpty()) {
            Passage plain = paragraph
                    .build()
                    .replace(CODE, PLACEHOLDER)
                    .replace(LINK, "$1")
                    .replace(ADDRESS, PLACEHOLDER)
                    .replace(TAG, "")
                    .replace(EMPHASIS, "");
            plain = file.equals("CHANGELOG.md") ? plain.replace(QUOTED_TEXT, PLACEHOLDER) : plain;
            if (plain.words() > 0) {
                segments.add(plain);
            }
        }
        paragraph = new Passage.Builder(file);
    }
}
