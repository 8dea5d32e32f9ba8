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

/** A YAML document as it was written, each part with its place. */
sealed interface Yaml {
    /** Documents are written by people: what is larger is none. */
    int MOST_CHARACTERS = 256 * 1024;

    int DEEPEST = 20;

    Place place();

    /** What was seen, in words. */
    String shape();

    /** Text, a number, true, false or nothing, told apart by {@link Kind}. */
    record Scalar(String value, Kind kind, Place place) implements Yaml {
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

    record Sequence(List<Yaml> items, Place place) implements Yaml {
        @Override
        public String shape() {
            return "a list of %d".formatted(items.size());
        }
    }

    record Mapping(Map<String, Member> members, Place place) implements Yaml {
        @Override
        public String shape() {
            return members.isEmpty() ? "an empty mapping" : "a mapping with " + String.join(", ", members.keySet());
        }
    }

    record Member(String key, Place keyPlace, Yaml value) {}

    /** Reads one document; what is wrong goes to {@code mistakes}, and the document is then empty. */
    static Optional<Yaml> read(String name, String text, List<Mistake> mistakes) {
        if (text.length() > MOST_CHARACTERS) {
            mistakes.add(new Mistake(
                    new Place(name, 1, 1),
                    "",
                    String.format(
                            Locale.ROOT,
                            "the document has %,d characters, more than the %,d that are read; split it",
                            text.length(),
                            MOST_CHARACTERS)));
            return Optional.empty();
        }
        Optional<Mistake> illegible = Illegible.in(name, text);
        if (illegible.isPresent()) {
            mistakes.add(illegible.get());
            return Optional.empty();
        }
        Reader reader = new Reader(name, mistakes);
        try {
            return reader.document(text);
        } catch (MarkedYamlEngineException e) {
            mistakes.add(NotYaml.mistake(name, text, e));
        } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
            mistakes.add(new Mistake(reader.last, "", "this is not YAML: it cannot be parsed from here on"));
        } catch (Reader.Stop e) {
            mistakes.add(e.mistake);
        }
        return Optional.empty();
    }

    /** Builds the tree from the parser's events, which come without recursion; so depth can be limited here. */
    final class Reader {
        private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,18}");
        private static final Pattern FRACTION = Pattern.compile("[-+]?(\\.\\d+|\\d+(\\.\\d*)?)([eE][-+]?\\d+)?");
        private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");
        private static final Pattern NOTHING = Pattern.compile("|~|null|Null|NULL");

        private final String name;
        private final List<Mistake> mistakes;
        private Place last;

        private Reader(String name, List<Mistake> mistakes) {
            this.name = name;
            this.mistakes = mistakes;
            this.last = new Place(name, 1, 1);
        }

        /** Nothing after this can be understood. */
        private static final class Stop extends RuntimeException {
            private static final long serialVersionUID = 1;
            private final transient Mistake mistake;

            private Stop(Mistake mistake) {
                super(mistake.message(), null, false, false);
                this.mistake = mistake;
            }
        }

        private Optional<Yaml> document(String text) {
            Iterator<Event> events = new Parse(
                            LoadSettings.builder().setLabel(name).build())
                    .parseString(text)
                    .iterator();
            Optional<Yaml> found = Optional.empty();
            int documents = 0;
            while (events.hasNext()) {
                Event event = events.next();
                if (event instanceof DocumentStartEvent && ++documents > 1) {
                    throw new Stop(
                            new Mistake(place(event), "", "a second document begins here; write one policy a file"));
                }
                if (event instanceof NodeEvent) {
                    found = Optional.of(node(event, events, 0));
                }
            }
            if (found.isEmpty()) {
                mistakes.add(new Mistake(last, "", "the document is empty; begin with 'policy: NAME'"));
            }
            return found;
        }

        private Place place(Event event) {
            last = event.getStartMark()
                    .map(mark -> new Place(name, mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(last);
            return last;
        }

        private Yaml node(Event event, Iterator<Event> events, int depth) {
            Place place = place(event);
            if (depth > DEEPEST) {
                throw new Stop(
                        new Mistake(place, "", "this is nested more than %d deep; no policy is".formatted(DEEPEST)));
            }
            if (event instanceof AliasEvent
                    || (event instanceof NodeEvent named && named.getAnchor().isPresent())) {
                throw new Stop(
                        new Mistake(
                                place,
                                "",
                                "anchors (&name) and aliases (*name) are not read here; write it out, or put quotes around it"));
            }
            Optional<String> tag =
                    switch (event) {
                        case ScalarEvent scalar -> scalar.getTag();
                        case CollectionStartEvent collection -> collection.getTag();
                        default -> Optional.empty();
                    };
            if (tag.isPresent()) {
                throw new Stop(
                        new Mistake(place, "", "tags such as %s are not read here; leave it out".formatted(tag.get())));
            }
            return switch (event) {
                case ScalarEvent scalar -> scalar(scalar, place);
                case SequenceStartEvent _ -> sequence(events, place, depth);
                case MappingStartEvent _ -> mapping(events, place, depth);
                default -> throw new Stop(new Mistake(place, "", "this is no value"));
            };
        }

        private static Yaml.Scalar scalar(ScalarEvent event, Place place) {
            String value = event.getValue();
            Illegible.in(place, value).ifPresent(mistake -> {
                throw new Stop(mistake);
            });
            boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
            Scalar.Kind kind = !plain
                    ? Scalar.Kind.TEXT
                    : NOTHING.matcher(value).matches()
                            ? Scalar.Kind.NOTHING
                            : TRUTH.matcher(value).matches()
                                    ? Scalar.Kind.TRUTH
                                    : WHOLE.matcher(value).matches()
                                            ? Scalar.Kind.WHOLE
                                            : FRACTION.matcher(value).matches()
                                                    ? Scalar.Kind.FRACTION
                                                    : Scalar.Kind.TEXT;
            return new Scalar(value, kind, place);
        }

        private Yaml sequence(Iterator<Event> events, Place place, int depth) {
            List<Yaml> items = new ArrayList<>();
            Event next = events.next();
            while (!(next instanceof SequenceEndEvent)) {
                items.add(node(next, events, depth + 1));
                next = events.next();
            }
            return new Sequence(items, place);
        }

        private Yaml mapping(Iterator<Event> events, Place place, int depth) {
            Map<String, Member> members = new LinkedHashMap<>();
            Event next = events.next();
            while (!(next instanceof MappingEndEvent)) {
                Yaml key = node(next, events, depth + 1);
                Yaml value = node(events.next(), events, depth + 1);
                if (!(key instanceof Scalar name)) {
                    mistakes.add(
                            new Mistake(key.place(), "", "a name of a member must be text, but is " + key.shape()));
                } else if (members.containsKey(name.value())) {
                    mistakes.add(new Mistake(
                            key.place(),
                            "",
                            "'%s' stands here twice; the first is on line %d"
                                    .formatted(
                                            name.value(),
                                            members.get(name.value()).keyPlace().line())));
                } else {
                    members.put(name.value(), new Member(name.value(), key.place(), value));
                }
                next = events.next();
            }
            return new Mapping(members, place);
        }
    }
}
