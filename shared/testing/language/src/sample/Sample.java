import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Draws a random sample of names or texts for review: {@code java Sample.java KIND SEED COUNT}. Each item is hashed
 * together with the seed, and the items with the smallest hashes are the sample. The same seed therefore draws the same
 * items from the same sources.
 */
class Sample {
    private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?)\\*/\\s*((?:@[\\w.]+(?:\\([^)]*\\))?\\s*)*)([^;{=]*)");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern WORDS = Pattern.compile("[A-Za-z']{2,} [A-Za-z']{2,} [A-Za-z']{2,} [A-Za-z']{2,}");
    private static final Pattern TEST = Pattern.compile("\\s*@(Test|ParameterizedTest|TestFactory|Property)\\b.*");
    private static final Pattern METHOD = Pattern.compile("\\s*(?:public )?(?!return|throw|new)[\\w<>?, ]+ (\\w+)\\(.*\\{\\s*");

    public static void main(String[] arguments) throws IOException {
        String kind = arguments[0];
        List<String> items = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(""))) {
            for (Path file : files.filter(file -> file.toString().matches("(shared|functions|infra)/.*\\.java"))
                    .filter(file -> !file.toString().contains("/target/") && !file.toString().contains("package-info"))
                    .sorted()
                    .toList()) {
                collect(kind, file, items);
            }
        }
        items.sort(Comparator.comparing(item -> hash(arguments[1] + "\n" + item)));
        items.stream().limit(Integer.parseInt(arguments[2])).forEach(System.out::println);
        System.err.printf("%s of %d %s, seed %s%n", arguments[2], items.size(), kind, arguments[1]);
    }

    private static void collect(String kind, Path file, List<String> items) throws IOException {
        String name = file.getFileName().toString().replace(".java", "");
        boolean production = file.toString().contains("/src/main/");
        String text = Files.readString(file);
        switch (kind) {
            case "classes" -> {
                if (production) {
                    items.add("%s (%s)".formatted(name, file.toString().replaceAll("/src/.*", "")));
                }
            }
            case "javadocs" -> {
                for (Matcher found = JAVADOC.matcher(text); found.find(); ) {
                    if (production) {
                        items.add("%s: %s ⟨%s⟩".formatted(name, line(found.group(1).replaceAll("\\n\\s*\\*", " ")), line(found.group(3))));
                    }
                }
            }
            case "messages" -> {
                for (Matcher found = TEXT.matcher(text); found.find(); ) {
                    if (production && WORDS.matcher(found.group(1)).find()) {
                        items.add("%s: %s".formatted(name, found.group(1)));
                    }
                }
            }
            case "tests" -> {
                boolean annotated = false;
                for (String line : text.lines().toList()) {
                    annotated |= TEST.matcher(line).matches();
                    Matcher method = METHOD.matcher(line);
                    if (annotated && method.matches()) {
                        items.add("%s.%s".formatted(name, method.group(1)));
                        annotated = false;
                    }
                }
            }
            default -> throw new IllegalArgumentException("KIND must be classes, javadocs, messages or tests, but is " + kind);
        }
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("SHA-256 is not available in this Java runtime", e);
        }
    }
}
