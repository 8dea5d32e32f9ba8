package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Tests that each command in the documents exists as it is written: the script, the verb, its options and the files that
 * it reads. A command without placeholders is also parsed.
 */
@DisplayName("The documented commands")
class DocumentedCommandsTest {
    private static final Path REPOSITORY = repository();

    /** Matches code in the text; the group contains the code. */
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

    /** Matches a word, which may contain quoted parts. */
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

    /** Matches what stands for something else: alternatives, optional parts and what the reader fills in. */
    private static final Pattern PLACEHOLDER = Pattern.compile("[\\[\\]|…{}$]|\\.\\.\\.|\\b[A-Z][A-Z_]+\\b");

    private static final Pattern REPOSITORY_FILE =
            Pattern.compile("(?:docs|scripts|events|shared|functions)/[\\w./-]+");

    /** Matches a file that the command creates, or a placeholder for one. */
    private static final Pattern WRITTEN = Pattern.compile("\\.svg$|acmenotes|[A-Z]{4}");

    private static final Set<String> REDIRECTIONS = Set.of(">", ">>", "<", "&", "&&", ";");

    /** All verbs; parsing resets it, and building it takes a third of a second. */
    private static final CommandLine GRANTKEEPER = GrantkeeperCommand.withAllVerbs();

    private static final Map<Path, String> USAGES = new HashMap<>();

    @TempDir
    private static Path folder;

    /** A command, and where it is written. */
    record Documented(String file, int line, boolean inBlock, List<String> words) {
        @Override
        public String toString() {
            return file + ":" + line + " " + String.join(" ", words);
        }
    }

    static List<Documented> commands() throws IOException {
        List<Documented> commands = new ArrayList<>();
        for (Path document : documents()) {
            commands.addAll(commandsIn(REPOSITORY.relativize(document).toString(), Files.readAllLines(document)));
        }
        return commands;
    }

    @Test
    void areFoundInBlocksAndInText() {
        assertThat(commandsIn(
                                "x.md",
                                List.of(
                                        "Run `scripts/demo --keep`.",
                                        "```",
                                        "X=1 scripts/grantkeeper findings \\",
                                        "  --severity high  # the most severe",
                                        "curl -s localhost",
                                        "```"))
                        .stream()
                        .map(Documented::toString))
                .containsExactly("x.md:1 scripts/demo --keep", "x.md:3 scripts/grantkeeper findings --severity high");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void existAsWritten(Documented command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(command.words());
        String program = words.removeFirst();
        assertThat(REPOSITORY.resolve(program.replaceFirst("^grantkeeper$", "scripts/grantkeeper")))
                .exists();
        words.stream()
                .filter(word -> REPOSITORY_FILE.matcher(word).matches())
                .filter(word -> !WRITTEN.matcher(word).find())
                .forEach(word -> assertThat(REPOSITORY.resolve(word)).exists());
        if (program.equals("scripts/grantkeeper") || program.equals("grantkeeper")) {
            requireVerbAndOptions(words);
            requireParses(words, command.inBlock());
        } else if (program.equals("scripts/demo")) {
            words.addFirst("demo");
            requireVerbAndOptions(words);
            requireParses(words, command.inBlock());
        } else if (Files.isExecutable(REPOSITORY.resolve(program))) {
            String usage = usage(REPOSITORY.resolve(program));
            options(words).forEach(option -> assertThat(usage).contains(option));
        }
    }

    private static void requireVerbAndOptions(List<String> words) {
        CommandLine command = GRANTKEEPER;
        CommandLine parent = command;
        boolean verbExpected = true;
        boolean alternative = false;
        for (String word : words) {
            String plain = word.replaceAll("[\\[\\],;:]", "");
            if (plain.equals("|")) {
                verbExpected = true;
                alternative = true;
            } else if (plain.startsWith("-")) {
                verbExpected = false;
                String option = plain.replaceFirst("=.*", "");
                assertThat(command.getCommandSpec().optionsMap()).containsKey(option);
            } else if (verbExpected && plain.matches("[a-z-]+")) {
                command = alternative ? parent : command;
                if (command.getSubcommands().isEmpty()) {
                    verbExpected = false;
                    continue;
                }
                parent = command;
                assertThat(command.getSubcommands()).containsKey(plain);
                command = command.getSubcommands().get(plain);
                alternative = false;
            } else {
                verbExpected = false;
            }
        }
    }

    private static void requireParses(List<String> words, boolean inBlock) {
        if (words.stream().anyMatch(word -> PLACEHOLDER.matcher(word).find()) || words.isEmpty()) {
            return;
        }
        List<String> arguments =
                words.stream().map(word -> word.replaceAll("[\"']", "")).toList();
        try {
            GRANTKEEPER.parseArgs(arguments.toArray(String[]::new));
        } catch (CommandLine.MissingParameterException incomplete) {
            // The text may name a verb or an option without what it needs; a command in a block is one to copy.
            assertThat(inBlock).as(incomplete.getMessage()).isFalse();
        } catch (ParameterException wrong) {
            throw new AssertionError(wrong.getMessage(), wrong);
        }
    }

    private static Stream<String> options(List<String> words) {
        return words.stream()
                .takeWhile(word -> !word.equals("--"))
                .map(word -> word.replaceAll("[\\[\\],;:]", ""))
                .filter(word -> word.startsWith("--") && !word.equals("--help"))
                .map(word -> word.replaceFirst("=.*", ""));
    }

    private static synchronized String usage(Path script) throws IOException, InterruptedException {
        if (!USAGES.containsKey(script)) {
            Path output = folder.resolve("usage.txt");
            Process help = new ProcessBuilder("bash", script.toString(), "--help")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(help.waitFor(5, TimeUnit.MINUTES)).isTrue();
            USAGES.put(script, Files.readString(output));
        }
        return USAGES.get(script);
    }

    private static List<Documented> commandsIn(String file, List<String> lines) {
        List<Documented> commands = new ArrayList<>();
        boolean inBlock = false;
        for (int i = 0; i < lines.size(); i++) {
            int first = i + 1;
            String line = lines.get(i);
            if (line.strip().startsWith("```")) {
                inBlock = !inBlock;
            } else if (inBlock) {
                String whole = line;
                while (whole.endsWith("\\") && i + 1 < lines.size()) {
                    i++;
                    whole = whole.substring(0, whole.length() - 1) + lines.get(i);
                }
                add(file, first, true, whole.replaceFirst("^\\s*(?:[A-Z_]+=\\S+ )*", ""), commands);
            } else {
                Matcher code = CODE.matcher(line);
                while (code.find()) {
                    add(file, first, false, code.group(1), commands);
                }
            }
        }
        return commands;
    }

    private static void add(String file, int line, boolean inBlock, String text, List<Documented> commands) {
        if (!text.startsWith("scripts/") && !text.startsWith("grantkeeper ")) {
            return;
        }
        commands.add(new Documented(
                file,
                line,
                inBlock,
                WORD.matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .takeWhile(word -> !word.startsWith("#") && !REDIRECTIONS.contains(word))
                        .toList()));
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> pages = Files.walk(REPOSITORY.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md")
                                    .map(REPOSITORY::resolve),
                            pages.filter(page -> page.toString().endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }

    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md")) || !Files.exists(folder.resolve("docs"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
