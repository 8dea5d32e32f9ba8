package io.grantkeeper.policy.intent;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A node of a YAML document with its position in the text. */
sealed interface LocatedYaml {
    /**
     * The maximum number of characters in a document. People write policies by hand, so a larger document is certainly
     * not a policy.
     */
    int MAX_CHARACTERS = 256 * 1024;

    int DEEPEST = 20;

    DocumentLocation place();

    /** Describes this node in words, for messages about what was found. */
    String shape();

    /** A string, number, boolean or null, distinguished by {@link Kind}. */
    record Scalar(String value, Kind kind, DocumentLocation place) implements LocatedYaml {
        enum Kind {
            TEXT("the text"),
            WHOLE("the number"),
            FRACTION("the number"),
            TRUTH(""),
            NOTHING("");

            private final String words;

            Kind(String words) {
                this.words = words;
            }
        }

        @Override
        public String shape() {
            String shown = value.length() > 60 ? value.substring(0, 57) + "…" : value;
            return switch (kind) {
                case TEXT -> "the text '" + shown + "'";
                case WHOLE, FRACTION, TRUTH -> (kind.words + " " + shown).strip();
                case NOTHING -> "nothing";
            };
        }
    }

    record Sequence(List<LocatedYaml> items, DocumentLocation place) implements LocatedYaml {
        @Override
        public String shape() {
            return "a list of %d".formatted(items.size());
        }
    }

    record Mapping(Map<String, Member> members, DocumentLocation place) implements LocatedYaml {
        @Override
        public String shape() {
            return members.isEmpty() ? "an empty mapping" : "a mapping with " + String.join(", ", members.keySet());
        }
    }

    record Member(String key, DocumentLocation keyPlace, LocatedYaml value) {}

    /** Reads one document. If the text is not valid, adds the errors to {@code errors} and returns empty. */
    static Optional<LocatedYaml> read(String name, String text, List<DocumentError> errors) {
        if (text.length() > MAX_CHARACTERS) {
            errors.add(new DocumentError(
                    new DocumentLocation(name, 1, 1),
                    "",
                    String.format(
                            Locale.ROOT,
                            "the document has %,d characters; the limit is %,d; split it",
                            text.length(),
                            MAX_CHARACTERS)));
            return Optional.empty();
        }
        Optional<DocumentError> illegible = InvisibleCharacters.find(name, text);
        if (illegible.isPresent()) {
            errors.add(illegible.get());
            return Optional.empty();
        }
        Reader reader = new Reader(name, errors);
        try {
            return reader.document(text);
        } catch (MarkedYamlEngineException e) {
            errors.add(YamlSyntaxErrors.mistake(name, text, e));
        } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
            errors.add(new DocumentError(
                    reader.last, "", "this is not valid YAML: it cannot be parsed beyond this position"));
        } catch (Reader.Stop e) {
            errors.add(e.mistake);
        }
        return Optional.empty();
    }

    /**
     * Builds the tree from the parser's events. The parser reports events without recursion, so this class can limit
     * the depth of the tree.
     */
    final class Reader {
        private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,18}");
        private static final Pattern FRACTION = Pattern.compile("[-+]?(\\.\\d+|\\d+(\\.\\d*)?)([eE][-+]?\\d+)?");
        private static final Pattern EXPECTED = Pattern.compile("true|True|TRUE|false|False|FALSE");
        private static final Pattern NOTHING = Pattern.compile("|~|null|Null|NULL");

        private final String name;
        private final List<DocumentError> errors;
        private DocumentLocation last;

        private Reader(String name, List<DocumentError> errors) {
            this.name = name;
            this.errors = errors;
            this.last = new DocumentLocation(name, 1, 1);
        }

        /** Thrown when the rest of the document cannot be parsed. */
        private static final class Stop extends RuntimeException {
            private static final long serialVersionUID = 1;
            private final transient DocumentError mistake;

            private Stop(DocumentError mistake) {
                super(mistake.message(), null, false, false);
                this.mistake = mistake;
            }
        }

        private Optional<LocatedYaml> document(String text) {
            Iterator<Event> events = new Parse(
                            LoadSettings.builder().setLabel(name).build())
                    .parseString(text)
                    .iterator();
            Optional<LocatedYaml> found = Optional.empty();
            int documents = 0;
            while (events.hasNext()) {
                Event event = events.next();
                if (event instanceof DocumentStartEvent && ++documents > 1) {
                    throw new Stop(new DocumentError(
                            place(event), "", "a second document starts here; write one policy per file"));
                }
                if (event instanceof NodeEvent) {
                    found = Optional.of(node(event, events, 0));
                }
            }
            if (found.isEmpty()) {
                errors.add(new DocumentError(last, "", "the document is empty; start with 'policy: NAME'"));
            }
            return found;
        }

        private DocumentLocation place(Event event) {
            last = event.getStartMark()
                    .map(mark -> new DocumentLocation(name, mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(last);
            return last;
        }

        private LocatedYaml node(Event event, Iterator<Event> events, int depth) {
            DocumentLocation location = place(event);
            if (depth > DEEPEST) {
                throw new Stop(new DocumentError(
                        location,
                        "",
                        "this is nested more than %d levels deep, which no policy needs".formatted(DEEPEST)));
            }
            if (event instanceof AliasEvent
                    || (event instanceof NodeEvent named && named.getAnchor().isPresent())) {
                throw new Stop(
                        new DocumentError(
                                location,
                                "",
                                "anchors (&name) and aliases (*name) are not supported; repeat the value, or put quotes around it"));
            }
            Optional<String> tag =
                    switch (event) {
                        case ScalarEvent scalar -> scalar.getTag();
                        case CollectionStartEvent collection -> collection.getTag();
                        default -> Optional.empty();
                    };
            if (tag.isPresent()) {
                throw new Stop(new DocumentError(
                        location, "", "tags such as %s are not supported; remove the tag".formatted(tag.get())));
            }
            return switch (event) {
                case ScalarEvent scalar -> scalar(scalar, location);
                case SequenceStartEvent _ -> sequence(events, location, depth);
                case MappingStartEvent _ -> mapping(events, location, depth);
                default -> throw new Stop(new DocumentError(location, "", "a value is missing here"));
            };
        }

        private static LocatedYaml.Scalar scalar(ScalarEvent event, DocumentLocation location) {
            String value = event.getValue();
            InvisibleCharacters.find(location, value).ifPresent(mistake -> {
                throw new Stop(mistake);
            });
            boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
            Scalar.Kind kind = !plain
                    ? Scalar.Kind.TEXT
                    : NOTHING.matcher(value).matches()
                            ? Scalar.Kind.NOTHING
                            : EXPECTED.matcher(value).matches()
                                    ? Scalar.Kind.TRUTH
                                    : WHOLE.matcher(value).matches()
                                            ? Scalar.Kind.WHOLE
                                            : FRACTION.matcher(value).matches()
                                                    ? Scalar.Kind.FRACTION
                                                    : Scalar.Kind.TEXT;
            return new Scalar(value, kind, location);
        }

        private LocatedYaml sequence(Iterator<Event> events, DocumentLocation location, int depth) {
            List<LocatedYaml> items = new ArrayList<>();
            Event next = events.next();
            while (!(next instanceof SequenceEndEvent)) {
                items.add(node(next, events, depth + 1));
                next = events.next();
            }
            return new Sequence(items, location);
        }

        private LocatedYaml mapping(Iterator<Event> events, DocumentLocation location, int depth) {
            Map<String, Member> members = new LinkedHashMap<>();
            Event next = events.next();
            while (!(next instanceof MappingEndEvent)) {
                LocatedYaml key = node(next, events, depth + 1);
                LocatedYaml value = node(events.next(), events, depth + 1);
                if (!(key instanceof Scalar name)) {
                    errors.add(new DocumentError(
                            key.place(), "", "the name of a member must be a string, but is " + key.shape()));
                } else if (members.containsKey(name.value())) {
                    errors.add(new DocumentError(
                            key.place(),
                            "",
                            "'%s' is repeated; it first appears on line %d"
                                    .formatted(
                                            name.value(),
                                            members.get(name.value()).keyPlace().line())));
                } else {
                    members.put(name.value(), new Member(name.value(), key.place(), value));
                }
                next = events.next();
            }
            return new Mapping(members, location);
        }
    }
}
