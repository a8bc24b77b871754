<?xml version="1.0" encoding="UTF-8"?>
<!-- The picture-desk sheet of `captionlint check (or report) format html`. README.md beside this
     file says what comes in, what must go out, and how a newsroom makes a sheet of its own.

     It is applied once to <sheet>, which gives the page, and once to every <picture>, which gives
     the card that is put where the page says <?captionlint-cards?>. Every word that stands on the
     page by itself goes through cl:message, in whole sentences. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:cl="https://captionlint.dev/sheet"
    exclude-result-prefixes="cl">

  <xsl:output method="html" encoding="UTF-8" indent="no"/>
  <xsl:strip-space elements="*"/>
  <xsl:preserve-space elements="t note value field because css js"/>

  <!-- What is true of several editions is said once: equal findings, duties, credit lines. -->
  <!-- What is waived for one edition is not waived for the others: they stand apart. -->
  <xsl:key name="finding" match="edition/finding" use="concat(@rule, '|', @message, '|', waiver/@approved-by, '|', waiver/@expires, '|', waiver/@reason)"/>
  <xsl:key name="duty" match="edition/duty" use="concat(@rule, '|', @text)"/>
  <xsl:key name="credit" match="edition/print" use="@credit"/>
  <xsl:key name="since" match="since/entry" use="concat(@what, '|', @card, '|', @name, '|', @message)"/>
  <xsl:key name="due" match="due" use="concat(@card, '|', @day, '|', @kind)"/>
  <xsl:key name="verdict" match="picture/edition" use="@verdict"/>
  <xsl:key name="column" match="/sheet/verdict | /sheet/edition/verdict" use="@name"/>
  <xsl:key name="reason" match="damage/@because | edition/*/@because | edition/because" use="string(.)"/>
  <xsl:key name="value" match="picture/field" use="concat(@name, '|', .)"/>

  <!-- ==== the page ==== -->

  <xsl:template match="/sheet">
    <xsl:text disable-output-escaping="yes">&lt;!DOCTYPE html&gt;&#10;</xsl:text>
    <html lang="{@lang}" dir="{@dir}">
      <head>
        <xsl:if test="string(csp)">
          <meta http-equiv="Content-Security-Policy" content="{csp}"/>
        </xsl:if>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="generator" content="{@generator}"/>
        <title><xsl:call-template name="title"/></title>
        <style><xsl:value-of select="css"/></style>
        <xsl:if test="string(js)">
          <script><xsl:value-of select="js"/></script>
        </xsl:if>
      </head>
      <body>
        <a class="skip" href="#pictures"><xsl:value-of select="cl:message('Skip to the pictures')"/></a>
        <xsl:call-template name="masthead"/>
        <main>
          <xsl:apply-templates select="failures"/>
          <xsl:call-template name="summary"/>
          <xsl:apply-templates select="since"/>
          <xsl:apply-templates select="weeks"/>
          <!-- One box, so that the filters stay on top of the cards and of nothing else. -->
          <div>
          <xsl:call-template name="tools"/>
          <section class="cards" id="pictures" tabindex="-1" aria-labelledby="pictures-title">
            <h2 id="pictures-title" class="aside"><xsl:value-of select="cl:message('Pictures')"/></h2>
            <p id="none" hidden="hidden"><xsl:value-of select="cl:message('No picture matches these filters.')"/></p>
            <xsl:processing-instruction name="captionlint-cards"/>
          </section>
          </div>
          <xsl:call-template name="rules"/>
        </main>
        <footer class="foot">
          <p><xsl:value-of select="cl:message('Made by {1} with the rules {2} ({3}).', string(@generator), string(@pack), substring(@hash, 1, 12))"/></p>
          <p><xsl:value-of select="cl:message('A verdict says what the notes of a picture say. It is no legal advice.')"/></p>
        </footer>
        <xsl:call-template name="keys"/>
        <div id="tip" role="tooltip" hidden="hidden"></div>
        <p id="said" role="status" class="aside"></p>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="title">
    <xsl:choose>
      <xsl:when test="string(@title)"><xsl:value-of select="@title"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="cl:message('Picture desk')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="masthead">
    <header class="masthead">
      <h1><xsl:call-template name="title"/></h1>
      <p class="made">
        <xsl:call-template name="pictures"><xsl:with-param name="count" select="@pictures"/></xsl:call-template>
        <xsl:text> · </xsl:text>
        <time datetime="{@made}"><xsl:call-template name="moment"><xsl:with-param name="at" select="@made"/></xsl:call-template></time>
        <xsl:if test="@replaced &gt; 0">
          <xsl:text> · </xsl:text>
          <xsl:value-of select="cl:message('Replaced by a later run: {1}', string(@replaced))"/>
        </xsl:if>
        <xsl:if test="notes/@waived &gt; 0">
          <xsl:text> · </xsl:text>
          <xsl:value-of select="cl:message('Findings waived: {1}', string(notes/@waived))"/>
        </xsl:if>
        <xsl:if test="notes/@known &gt; 0">
          <xsl:text> · </xsl:text>
          <xsl:value-of select="cl:message('Findings known from the baseline, not shown: {1}', string(notes/@known))"/>
        </xsl:if>
      </p>
      <p class="switches js">
        <button type="button" data-do="theme" aria-pressed="false"><xsl:value-of select="cl:message('Dark')"/></button>
        <button type="button" data-do="print"><xsl:value-of select="cl:message('Print')"/></button>
        <button type="button" data-do="keys"><xsl:value-of select="cl:message('Keys')"/><kbd>?</kbd></button>
      </p>
    </header>
  </xsl:template>

  <xsl:template name="pictures">
    <xsl:param name="count"/>
    <xsl:choose>
      <xsl:when test="$count = 1"><xsl:value-of select="cl:message('1 picture')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="cl:message('{1} pictures', string($count))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 2026-11-24T10:00+01:00 as 2026-11-24 10:00 +01:00: sorts, and reads the same everywhere. -->
  <xsl:template name="moment">
    <xsl:param name="at"/>
    <xsl:variable name="time" select="substring-after($at, 'T')"/>
    <xsl:choose>
      <xsl:when test="$time = ''"><xsl:value-of select="$at"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(substring-before($at, 'T'), ' ', substring($time, 1, 5))"/>
        <xsl:variable name="rest" select="substring($time, 6)"/>
        <xsl:variable name="zone">
          <xsl:choose>
            <xsl:when test="starts-with($rest, ':')"><xsl:value-of select="substring($rest, 4)"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$rest"/></xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <xsl:choose>
          <xsl:when test="$zone = 'Z'"> UTC</xsl:when>
          <xsl:when test="$zone != ''"><xsl:value-of select="concat(' ', $zone)"/></xsl:when>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="verdict-word">
    <xsl:param name="name"/>
    <xsl:choose>
      <xsl:when test="$name = 'block'"><xsl:value-of select="cl:message('BLOCK')"/></xsl:when>
      <xsl:when test="$name = 'incomplete'"><xsl:value-of select="cl:message('INCOMPLETE')"/></xsl:when>
      <xsl:when test="$name = 'review'"><xsl:value-of select="cl:message('REVIEW')"/></xsl:when>
      <xsl:when test="$name = 'duty'"><xsl:value-of select="cl:message('DUTY')"/></xsl:when>
      <xsl:when test="$name = 'ok'"><xsl:value-of select="cl:message('OK')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$name"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="verdict-says">
    <xsl:param name="name"/>
    <xsl:choose>
      <xsl:when test="$name = 'block'"><xsl:value-of select="cl:message('must not be published')"/></xsl:when>
      <xsl:when test="$name = 'incomplete'"><xsl:value-of select="cl:message('not everything could be read')"/></xsl:when>
      <xsl:when test="$name = 'review'"><xsl:value-of select="cl:message('a person must look')"/></xsl:when>
      <xsl:when test="$name = 'duty'"><xsl:value-of select="cl:message('fine when the duties are done')"/></xsl:when>
      <xsl:when test="$name = 'ok'"><xsl:value-of select="cl:message('nothing stands against it')"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="badge">
    <xsl:param name="name"/>
    <b class="badge v-{$name}"><xsl:call-template name="verdict-word"><xsl:with-param name="name" select="$name"/></xsl:call-template></b>
  </xsl:template>

  <!-- The shape alone, where the words stand beside it: in the tiles above the table. -->
  <xsl:template name="sign">
    <xsl:param name="name"/>
    <span class="sign v-{$name}"></span>
    <span class="aside"><xsl:call-template name="verdict-word"><xsl:with-param name="name" select="$name"/></xsl:call-template></span>
  </xsl:template>

  <!-- ==== what stands on top ==== -->

  <xsl:template name="summary">
    <section class="summary" aria-labelledby="summary-title">
      <h2 id="summary-title" class="aside"><xsl:value-of select="cl:message('At a glance')"/></h2>
      <xsl:if test="verdict"><ul class="tiles">
        <xsl:for-each select="verdict">
          <li class="tile v-{@name}">
            <a data-verdict="{@name}">
              <span class="number"><xsl:value-of select="@count"/></span>
              <xsl:text> </xsl:text>
              <xsl:call-template name="badge"><xsl:with-param name="name" select="@name"/></xsl:call-template>
              <xsl:text> </xsl:text>
              <span class="says"><xsl:call-template name="verdict-says"><xsl:with-param name="name" select="@name"/></xsl:call-template></span>
            </a>
          </li>
        </xsl:for-each>
      </ul></xsl:if>
      <xsl:if test="count(edition) &gt; 1">
        <p class="hint"><xsl:value-of select="cl:message('Each picture is counted once here, by its worst edition.')"/></p>
      </xsl:if>
      <div class="panels">
        <xsl:if test="edition"><xsl:call-template name="by-edition"/></xsl:if>
        <xsl:if test="due"><xsl:call-template name="due-first"/></xsl:if>
        <xsl:if test="agency"><xsl:call-template name="by-agency"/></xsl:if>
      </div>
    </section>
  </xsl:template>

  <xsl:template name="by-edition">
    <!-- A verdict that is the worst of no picture may still be that of one edition. -->
    <xsl:variable name="all" select="(verdict | edition/verdict)[generate-id() = generate-id(key('column', @name)[1])]"/>
    <xsl:variable name="order" select="'block incomplete review duty ok'"/>
    <section class="panel editions" aria-labelledby="by-edition">
      <h3 id="by-edition"><xsl:value-of select="cl:message('By edition')"/></h3>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="by-edition">
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col"><xsl:value-of select="cl:message('Edition')"/></th>
            <xsl:for-each select="$all">
              <xsl:sort select="string-length(substring-before($order, @name))" data-type="number"/>
              <th scope="col"><xsl:call-template name="sign"><xsl:with-param name="name" select="@name"/></xsl:call-template></th>
            </xsl:for-each>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="edition">
            <xsl:variable name="edition" select="."/>
            <tr>
              <th scope="row"><a data-edition="{@name}"><xsl:value-of select="@name"/></a><xsl:call-template name="shares"/></th>
              <xsl:for-each select="$all">
                <xsl:sort select="string-length(substring-before($order, @name))" data-type="number"/>
                <xsl:variable name="name" select="@name"/>
                <xsl:variable name="count" select="$edition/verdict[@name = $name]/@count"/>
                <td>
                  <xsl:choose>
                    <xsl:when test="$count &gt; 0">
                      <a data-edition="{$edition/@name}" data-verdict="{$name}"><xsl:value-of select="$count"/></a>
                    </xsl:when>
                    <xsl:otherwise><span class="zero">0</span></xsl:otherwise>
                  </xsl:choose>
                </td>
              </xsl:for-each>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
      </div>
    </section>
  </xsl:template>

  <!-- A stacked bar of the verdicts of one edition; the numbers stand beside it. -->
  <xsl:template name="shares">
    <xsl:variable name="total" select="sum(verdict/@count)"/>
    <xsl:if test="$total &gt; 0">
      <svg class="shares" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <xsl:for-each select="verdict">
          <rect class="v-{@name}" x="{sum(preceding-sibling::verdict/@count) * 100 div $total}" y="0" width="{@count * 100 div $total}" height="4"/>
        </xsl:for-each>
      </svg>
    </xsl:if>
  </xsl:template>

  <xsl:template name="due-first">
    <section class="panel" aria-labelledby="due-first">
      <h3 id="due-first"><xsl:value-of select="cl:message('Due first')"/></h3>
      <!-- What has passed is no news, unless it ran out. -->
      <xsl:variable name="dues" select="due[generate-id() = generate-id(key('due', concat(@card, '|', @day, '|', @kind))[1])]"/>
      <xsl:variable name="near" select="$dues[@kind != 'embargo' or @past != 'true'][position() &lt;= 6]"/>
      <ol class="dues"><xsl:apply-templates select="$near"/></ol>
      <xsl:variable name="rest" select="$dues[count(. | $near) != count($near)]"/>
      <xsl:if test="$rest">
        <details>
          <summary><xsl:value-of select="cl:message('Further dates: {1}', string(count($rest)))"/></summary>
          <ol class="dues"><xsl:apply-templates select="$rest"/></ol>
        </details>
      </xsl:if>
    </section>
  </xsl:template>

  <xsl:template match="due">
    <xsl:variable name="at"><xsl:call-template name="moment"><xsl:with-param name="at" select="@at"/></xsl:call-template></xsl:variable>
    <li class="due-{@kind} past-{@past}">
      <time datetime="{@at}">
        <xsl:choose>
          <xsl:when test="@kind = 'embargo' and @past = 'true'"><xsl:value-of select="cl:message('Embargo ended {1}', string($at))"/></xsl:when>
          <xsl:when test="@kind = 'embargo'"><xsl:value-of select="cl:message('Embargo until {1}', string($at))"/></xsl:when>
          <xsl:when test="@past = 'true'"><xsl:value-of select="cl:message('Expired {1}', string($at))"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="cl:message('Expires {1}', string($at))"/></xsl:otherwise>
        </xsl:choose>
      </time>
      <xsl:text> </xsl:text>
      <a href="#{@card}" dir="auto"><xsl:value-of select="@name"/></a>
    </li>
  </xsl:template>

  <xsl:template name="by-agency">
    <section class="panel" aria-labelledby="by-agency">
      <h3 id="by-agency"><xsl:value-of select="cl:message('By agency')"/></h3>
      <ul class="agencies"><xsl:apply-templates select="agency[position() &lt;= 12]"/></ul>
      <xsl:if test="count(agency) &gt; 12">
        <details>
          <summary><xsl:value-of select="cl:message('More agencies: {1}', string(count(agency) - 12))"/></summary>
          <ul class="agencies"><xsl:apply-templates select="agency[position() &gt; 12]"/></ul>
        </details>
      </xsl:if>
    </section>
  </xsl:template>

  <xsl:template match="agency">
    <li>
      <xsl:choose>
        <xsl:when test="@name = ''"><xsl:value-of select="cl:message('Others: {1}', string(@count))"/></xsl:when>
        <xsl:otherwise>
          <a data-agency="{@name}"><span dir="auto"><xsl:value-of select="@name"/></span><xsl:text> </xsl:text><span class="count"><xsl:value-of select="@count"/></span></a>
        </xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>

  <!-- What is not on this page at all must be told first. -->
  <xsl:template match="failures">
    <section class="failures" aria-labelledby="failures-title">
      <h2 id="failures-title"><xsl:value-of select="cl:message('Inputs that could not be read: {1}', string(@count))"/></h2>
      <ul>
        <xsl:for-each select="failure"><li dir="auto"><xsl:value-of select="."/></li></xsl:for-each>
        <xsl:if test="@count &gt; count(failure)"><li><xsl:value-of select="cl:message('and {1} more', string(@count - count(failure)))"/></li></xsl:if>
      </ul>
    </section>
  </xsl:template>

  <!-- ==== compared with an earlier run ==== -->

  <xsl:template match="since">
    <section class="since" aria-labelledby="since-title">
      <h2 id="since-title"><xsl:value-of select="cl:message('Since {1}', string(@file))"/></h2>
      <xsl:if test="@added &gt; 0"><p class="hint"><xsl:value-of select="cl:message('Pictures that were not there then: {1}', string(@added))"/></p></xsl:if>
      <xsl:choose>
        <xsl:when test="entry">
          <div class="panels">
            <xsl:call-template name="since-part">
              <xsl:with-param name="what">new</xsl:with-param>
              <xsl:with-param name="title" select="cl:message('New: {1}', string(@new))"/>
            </xsl:call-template>
            <xsl:call-template name="since-part">
              <xsl:with-param name="what">changed</xsl:with-param>
              <xsl:with-param name="title" select="cl:message('Changed: {1}', string(@changed))"/>
            </xsl:call-template>
            <xsl:call-template name="since-part">
              <xsl:with-param name="what">resolved</xsl:with-param>
              <xsl:with-param name="title" select="cl:message('Resolved: {1}', string(@resolved))"/>
            </xsl:call-template>
            <xsl:if test="@gone &gt; 0">
              <xsl:call-template name="since-part">
                <xsl:with-param name="what">gone</xsl:with-param>
                <xsl:with-param name="title" select="cl:message('No longer there: {1}', string(@gone))"/>
              </xsl:call-template>
            </xsl:if>
          </div>
        </xsl:when>
        <xsl:otherwise><p><xsl:value-of select="cl:message('Nothing is new, changed or resolved.')"/></p></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <!-- What is new in several editions of a picture is said once. -->
  <xsl:template name="since-part">
    <xsl:param name="what"/>
    <xsl:param name="title"/>
    <xsl:variable name="entries" select="entry[@what = $what][$what = 'gone' or generate-id() = generate-id(key('since', concat(@what, '|', @card, '|', @name, '|', @message))[1])]"/>
    <xsl:if test="$entries">
      <section class="panel since-{$what}" aria-labelledby="since-{$what}">
        <h3 id="since-{$what}"><xsl:value-of select="$title"/></h3>
        <ul class="entries"><xsl:apply-templates select="$entries[position() &lt;= 6]"/></ul>
        <xsl:if test="count($entries) &gt; 6">
          <details>
            <summary><xsl:value-of select="cl:message('Further: {1}', string(count($entries) - 6))"/></summary>
            <ul class="entries"><xsl:apply-templates select="$entries[position() &gt; 6]"/></ul>
          </details>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="since/entry">
    <li>
      <xsl:choose>
        <xsl:when test="string(@card)"><a href="#{@card}" dir="auto"><xsl:value-of select="@name"/></a></xsl:when>
        <xsl:otherwise><b dir="auto"><xsl:value-of select="@name"/></b></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="string(@edition)">
        <xsl:text> </xsl:text>
        <span class="eds"><xsl:for-each select="key('since', concat(@what, '|', @card, '|', @name, '|', @message))"><xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if><xsl:value-of select="@edition"/></xsl:for-each></span>
      </xsl:if>
      <xsl:if test="string(@message)"><p class="said"><xsl:value-of select="@message"/></p></xsl:if>
    </li>
  </xsl:template>

  <!-- ==== week by week ==== -->

  <xsl:template match="weeks">
    <xsl:variable name="count" select="count(week)"/>
    <xsl:variable name="most">
      <xsl:for-each select="week"><xsl:sort select="@pictures" data-type="number" order="descending"/><xsl:if test="position() = 1"><xsl:value-of select="@pictures"/></xsl:if></xsl:for-each>
    </xsl:variable>
    <xsl:if test="$count &gt; 0">
      <section class="weeks" aria-labelledby="weeks-title">
        <h2 id="weeks-title"><xsl:value-of select="cl:message('Week by week')"/></h2>
        <div class="panels">
          <figure class="panel wide">
            <figcaption><h3><xsl:value-of select="cl:message('Pictures by verdict')"/></h3></figcaption>
            <xsl:call-template name="chart"><xsl:with-param name="most" select="number($most)"/></xsl:call-template>
            <ul class="legend">
              <xsl:if test="week/@block"><li><xsl:call-template name="badge"><xsl:with-param name="name">block</xsl:with-param></xsl:call-template></li></xsl:if>
              <xsl:if test="week/@incomplete"><li><xsl:call-template name="badge"><xsl:with-param name="name">incomplete</xsl:with-param></xsl:call-template></li></xsl:if>
              <xsl:if test="week/@review"><li><xsl:call-template name="badge"><xsl:with-param name="name">review</xsl:with-param></xsl:call-template></li></xsl:if>
              <xsl:if test="week/@duty"><li><xsl:call-template name="badge"><xsl:with-param name="name">duty</xsl:with-param></xsl:call-template></li></xsl:if>
              <xsl:if test="week/@ok"><li><xsl:call-template name="badge"><xsl:with-param name="name">ok</xsl:with-param></xsl:call-template></li></xsl:if>
            </ul>
            <xsl:if test="@undated &gt; 0"><p class="hint"><xsl:value-of select="cl:message('Pictures without a date: {1}', string(@undated))"/></p></xsl:if>
            <xsl:if test="@others &gt; 0"><p class="hint"><xsl:value-of select="cl:message('Pictures of weeks that are not shown: {1}', string(@others))"/></p></xsl:if>
            <xsl:call-template name="chart-table"/>
          </figure>
          <xsl:call-template name="multiples">
            <xsl:with-param name="what">agency</xsl:with-param>
            <xsl:with-param name="title" select="cl:message('Pictures by agency and week')"/>
            <xsl:with-param name="head" select="cl:message('Agency')"/>
          </xsl:call-template>
          <xsl:call-template name="multiples">
            <xsl:with-param name="what">rule</xsl:with-param>
            <xsl:with-param name="title" select="cl:message('Findings by rule and week')"/>
            <xsl:with-param name="head" select="cl:message('Rule')"/>
          </xsl:call-template>
        </div>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- Bars of 120 units in height; 16 above and 28 below are for words. -->
  <xsl:template name="chart">
    <xsl:param name="most"/>
    <xsl:variable name="count" select="count(week)"/>
    <xsl:variable name="step" select="720 div $count"/>
    <xsl:variable name="every" select="ceiling($count div 12)"/>
    <svg class="chart" viewBox="0 0 760 164" role="img" aria-labelledby="chart-title chart-says">
      <title id="chart-title"><xsl:value-of select="cl:message('Pictures by verdict')"/></title>
      <desc id="chart-says"><xsl:value-of select="cl:message('Stacked bars, one a week, from {1} to {2}; the busiest week has {3} pictures. The table below has the numbers.', string(week[1]/@name), string(week[last()]/@name), string($most))"/></desc>
      <line class="axis" x1="36" y1="136" x2="756" y2="136"/>
      <line class="grid" x1="36" y1="16" x2="756" y2="16"/>
      <line class="grid" x1="36" y1="76" x2="756" y2="76"/>
      <text class="scale end" x="30" y="20"><xsl:value-of select="$most"/></text>
      <xsl:if test="$most mod 2 = 0"><text class="scale end" x="30" y="80"><xsl:value-of select="$most div 2"/></text></xsl:if>
      <text class="scale end" x="30" y="140">0</text>
      <xsl:for-each select="week">
        <xsl:variable name="x" select="36 + (position() - 1) * $step + $step * 0.15"/>
        <xsl:variable name="width" select="$step * 0.7"/>
        <xsl:variable name="unit" select="120 div $most"/>
        <xsl:variable name="ok" select="sum(@ok) * $unit"/>
        <xsl:variable name="duty" select="sum(@duty) * $unit"/>
        <xsl:variable name="review" select="sum(@review) * $unit"/>
        <xsl:variable name="incomplete" select="sum(@incomplete) * $unit"/>
        <xsl:variable name="block" select="sum(@block) * $unit"/>
        <rect class="v-block" x="{$x}" y="{136 - $block}" width="{$width}" height="{$block}"/>
        <rect class="v-incomplete" x="{$x}" y="{136 - $block - $incomplete}" width="{$width}" height="{$incomplete}"/>
        <rect class="v-review" x="{$x}" y="{136 - $block - $incomplete - $review}" width="{$width}" height="{$review}"/>
        <rect class="v-duty" x="{$x}" y="{136 - $block - $incomplete - $review - $duty}" width="{$width}" height="{$duty}"/>
        <rect class="v-ok" x="{$x}" y="{136 - $block - $incomplete - $review - $duty - $ok}" width="{$width}" height="{$ok}"/>
        <xsl:if test="(position() - 1) mod $every = 0">
          <text class="scale middle" x="{$x + $width div 2}" y="156"><xsl:value-of select="@name"/></text>
        </xsl:if>
      </xsl:for-each>
    </svg>
  </xsl:template>

  <xsl:template name="chart-table">
    <details class="numbers">
      <summary><xsl:value-of select="cl:message('The numbers')"/></summary>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="weeks-title">
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col"><xsl:value-of select="cl:message('Week')"/></th>
              <th scope="col"><xsl:call-template name="badge"><xsl:with-param name="name">block</xsl:with-param></xsl:call-template></th>
              <th scope="col"><xsl:call-template name="badge"><xsl:with-param name="name">incomplete</xsl:with-param></xsl:call-template></th>
              <th scope="col"><xsl:call-template name="badge"><xsl:with-param name="name">review</xsl:with-param></xsl:call-template></th>
              <th scope="col"><xsl:call-template name="badge"><xsl:with-param name="name">duty</xsl:with-param></xsl:call-template></th>
              <th scope="col"><xsl:call-template name="badge"><xsl:with-param name="name">ok</xsl:with-param></xsl:call-template></th>
              <th scope="col"><xsl:value-of select="cl:message('Pictures')"/></th>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="week">
              <tr>
                <th scope="row"><xsl:value-of select="@name"/></th>
                <td><xsl:value-of select="sum(@block)"/></td>
                <td><xsl:value-of select="sum(@incomplete)"/></td>
                <td><xsl:value-of select="sum(@review)"/></td>
                <td><xsl:value-of select="sum(@duty)"/></td>
                <td><xsl:value-of select="sum(@ok)"/></td>
                <td><xsl:value-of select="@pictures"/></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </details>
  </xsl:template>

  <!-- One line an agency or rule: its name, a bar a week, the sum. -->
  <xsl:template name="multiples">
    <xsl:param name="what"/>
    <xsl:param name="title"/>
    <xsl:param name="head"/>
    <xsl:variable name="lines" select="by[@what = $what]"/>
    <xsl:variable name="weeks" select="week"/>
    <xsl:if test="$lines">
      <xsl:variable name="most">
        <xsl:for-each select="$lines/n"><xsl:sort select="@count" data-type="number" order="descending"/><xsl:if test="position() = 1"><xsl:value-of select="@count"/></xsl:if></xsl:for-each>
      </xsl:variable>
      <section class="panel" aria-labelledby="weeks-{$what}">
        <h3 id="weeks-{$what}"><xsl:value-of select="$title"/></h3>
        <table class="multiples">
          <thead>
            <tr>
              <th scope="col"><xsl:value-of select="$head"/></th>
              <th scope="col"><xsl:value-of select="concat($weeks[1]/@name, ' – ', $weeks[last()]/@name)"/></th>
              <th scope="col"><xsl:value-of select="cl:message('Sum')"/></th>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="$lines">
              <xsl:variable name="line" select="."/>
              <tr>
                <th scope="row" dir="auto"><xsl:value-of select="@name"/></th>
                <td>
                  <svg class="spark" viewBox="0 0 {count($weeks) * 10} 24" preserveAspectRatio="none" role="img">
                    <title>
                      <xsl:for-each select="$weeks">
                        <xsl:variable name="name" select="@name"/>
                        <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
                        <xsl:value-of select="concat($name, ': ', sum($line/n[@week = $name]/@count))"/>
                      </xsl:for-each>
                    </title>
                    <line class="axis" x1="0" y1="23.5" x2="{count($weeks) * 10}" y2="23.5"/>
                    <xsl:for-each select="$weeks">
                      <xsl:variable name="name" select="@name"/>
                      <xsl:variable name="height" select="sum($line/n[@week = $name]/@count) * 22 div number($most)"/>
                      <rect x="{(position() - 1) * 10 + 1}" y="{23 - $height}" width="8" height="{$height}"/>
                    </xsl:for-each>
                  </svg>
                </td>
                <td><xsl:value-of select="sum(n/@count)"/></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- ==== filters: of use only where scripts run ==== -->

  <xsl:template name="tools">
    <form class="tools js" role="search" aria-label="{cl:message('Filter the pictures')}"
        data-some="{cl:message('{1} of {2} pictures', '{1}', '{2}')}"
        data-all="{cl:message('{1} pictures', '{1}')}"
        data-copied="{cl:message('Copied: {1}', '{1}')}"
        data-not-copied="{cl:message('The browser did not allow copying. Select the line and copy it by hand.')}"
        data-no-credit="{cl:message('This picture has no credit line to copy.')}"
        data-copied-short="{cl:message('Copied')}">
      <label class="seek">
        <span><xsl:value-of select="cl:message('Search')"/><kbd>/</kbd></span>
        <input type="search" name="q" autocomplete="off" spellcheck="false" enterkeyhint="search"/>
      </label>
      <label>
        <span><xsl:value-of select="cl:message('Verdict')"/></span>
        <select name="verdict">
          <option value=""><xsl:value-of select="cl:message('All')"/></option>
          <xsl:for-each select="verdict">
            <option value="{@name}"><xsl:call-template name="verdict-word"><xsl:with-param name="name" select="@name"/></xsl:call-template></option>
          </xsl:for-each>
          <!-- A verdict that is the worst of no picture may still be that of one edition. -->
          <xsl:for-each select="edition/verdict[not(@name = /sheet/verdict/@name)][not(@name = preceding::verdict/@name)]">
            <option value="{@name}"><xsl:call-template name="verdict-word"><xsl:with-param name="name" select="@name"/></xsl:call-template></option>
          </xsl:for-each>
        </select>
      </label>
      <label>
        <span><xsl:value-of select="cl:message('Edition')"/></span>
        <select name="edition">
          <option value=""><xsl:value-of select="cl:message('All')"/></option>
          <xsl:for-each select="edition"><option value="{@name}"><xsl:value-of select="@name"/></option></xsl:for-each>
        </select>
      </label>
      <label>
        <span><xsl:value-of select="cl:message('Agency')"/></span>
        <select name="agency">
          <option value=""><xsl:value-of select="cl:message('All')"/></option>
          <xsl:for-each select="agency[@name != '']"><option value="{@name}"><xsl:value-of select="concat(@name, ' (', @count, ')')"/></option></xsl:for-each>
        </select>
      </label>
      <label>
        <span><xsl:value-of select="cl:message('Rule')"/></span>
        <select name="rule">
          <option value=""><xsl:value-of select="cl:message('All')"/></option>
          <xsl:for-each select="rule"><option value="{@id}"><xsl:value-of select="concat(@id, ' (', @count, ')')"/></option></xsl:for-each>
        </select>
      </label>
      <label>
        <span><xsl:value-of select="cl:message('Order')"/></span>
        <select name="sort">
          <option value=""><xsl:value-of select="cl:message('Worst first')"/></option>
          <option value="due"><xsl:value-of select="cl:message('Due first')"/></option>
          <option value="newest"><xsl:value-of select="cl:message('Newest first')"/></option>
          <option value="oldest"><xsl:value-of select="cl:message('Oldest first')"/></option>
          <option value="path"><xsl:value-of select="cl:message('By name')"/></option>
          <option value="run"><xsl:value-of select="cl:message('As they were read')"/></option>
        </select>
      </label>
      <p class="outcome">
        <span id="count" role="status"><xsl:call-template name="pictures"><xsl:with-param name="count" select="@pictures"/></xsl:call-template></span>
        <button type="reset" hidden="hidden"><xsl:value-of select="cl:message('Show all')"/></button>
      </p>
    </form>
  </xsl:template>

  <xsl:template name="keys">
    <dialog id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title"><xsl:value-of select="cl:message('Keys and marks')"/></h2>
      <dl class="keys">
        <div><dt><kbd>/</kbd></dt><dd><xsl:value-of select="cl:message('search')"/></dd></div>
        <div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd><xsl:value-of select="cl:message('next and previous picture')"/></dd></div>
        <div><dt><kbd>c</kbd></dt><dd><xsl:value-of select="cl:message('copy the credit line of this picture')"/></dd></div>
        <div><dt><kbd>?</kbd></dt><dd><xsl:value-of select="cl:message('this page')"/></dd></div>
        <div><dt><kbd>Esc</kbd></dt><dd><xsl:value-of select="cl:message('close, or leave the search')"/></dd></div>
      </dl>
      <p><label class="tick"><input type="checkbox" name="keys" checked="checked"/> <xsl:value-of select="cl:message('Letter keys work')"/></label></p>
      <h3><xsl:value-of select="cl:message('Marks in the texts')"/></h3>
      <ul class="marks">
        <li><span class="note restriction"><xsl:value-of select="cl:message('a restriction')"/></span></li>
        <li><span class="note credit"><xsl:value-of select="cl:message('a credit')"/></span></li>
        <li><span class="note notice"><xsl:value-of select="cl:message('a notice')"/></span></li>
        <li><span class="note unread"><xsl:value-of select="cl:message('looks like a restriction, and was not understood')"/></span></li>
      </ul>
      <form method="dialog"><button><xsl:value-of select="cl:message('Close')"/></button></form>
    </dialog>
  </xsl:template>

  <!-- ==== the rules that spoke ==== -->

  <xsl:template name="rules">
    <xsl:if test="explain">
      <section class="rules" aria-labelledby="rules-title">
        <h2 id="rules-title"><xsl:value-of select="cl:message('The rules of this page')"/></h2>
        <div class="rule-list">
          <xsl:for-each select="explain">
            <xsl:variable name="id" select="@id"/>
            <section class="rule" id="rule-{@id}" tabindex="-1" aria-labelledby="rule-{@id}-title">
              <h3 id="rule-{@id}-title">
                <code><xsl:value-of select="@id"/></code>
                <xsl:if test="string(@title)"><xsl:text> </xsl:text><span><xsl:value-of select="@title"/></span></xsl:if>
              </h3>
              <xsl:if test="string(@says)"><p><xsl:value-of select="@says"/></p></xsl:if>
              <xsl:if test="string(@why)"><p class="soft"><xsl:value-of select="@why"/></p></xsl:if>
              <xsl:if test="string(@fix)"><p class="fix"><xsl:value-of select="@fix"/></p></xsl:if>
              <xsl:if test="../rule[@id = $id]">
                <p class="js"><a data-rule="{@id}"><xsl:value-of select="cl:message('Show its pictures')"/></a></p>
              </xsl:if>
            </section>
          </xsl:for-each>
        </div>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- ==== a card ==== -->

  <xsl:template match="/picture">
    <article class="card" id="{@card}" tabindex="-1" aria-labelledby="{@card}-title" data-n="{@number}" data-worst="{@worst}" data-path="{@path}" data-date="{@date}" data-due="{@due}" data-agencies="|{@agencies}|" data-rules="|{@rules}|">
      <xsl:attribute name="class">
        <xsl:choose>
          <xsl:when test="edition"><xsl:value-of select="concat('card v-', @worst)"/></xsl:when>
          <xsl:otherwise>card bare</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:if test="edition/finding[@rule = 'notice.kill' or @rule = 'notice.withdrawal'][not(waiver)]">
        <xsl:attribute name="data-killed">true</xsl:attribute>
      </xsl:if>
      <xsl:attribute name="data-verdicts">
        <xsl:text>|</xsl:text>
        <xsl:for-each select="edition"><xsl:value-of select="concat(@name, '=', @verdict, '|')"/></xsl:for-each>
      </xsl:attribute>
      <header>
        <h3 id="{@card}-title" dir="auto"><xsl:value-of select="@name"/></h3>
        <xsl:if test="edition"><ul class="verdicts" aria-label="{cl:message('Verdicts')}">
          <xsl:call-template name="verdict-line"><xsl:with-param name="name">block</xsl:with-param></xsl:call-template>
          <xsl:call-template name="verdict-line"><xsl:with-param name="name">incomplete</xsl:with-param></xsl:call-template>
          <xsl:call-template name="verdict-line"><xsl:with-param name="name">review</xsl:with-param></xsl:call-template>
          <xsl:call-template name="verdict-line"><xsl:with-param name="name">duty</xsl:with-param></xsl:call-template>
          <xsl:call-template name="verdict-line"><xsl:with-param name="name">ok</xsl:with-param></xsl:call-template>
        </ul></xsl:if>
      </header>
      <div class="look">
        <xsl:call-template name="thumbnail"/>
        <xsl:call-template name="facts"/>
      </div>
      <div class="decide">
        <xsl:if test="edition"><xsl:call-template name="credit-line"/></xsl:if>
        <xsl:call-template name="findings"/>
      </div>
      <div class="read">
        <xsl:apply-templates select="text[@field = 'caption']"/>
        <xsl:apply-templates select="text[@field != 'caption'][string-length(.) &gt; 90]"/>
        <xsl:variable name="short" select="text[@field != 'caption'][string-length(.) &lt;= 90]"/>
        <xsl:if test="$short"><dl class="shorts"><xsl:apply-templates select="$short" mode="short"/></dl></xsl:if>
        <xsl:apply-templates select="differ"/>
        <xsl:call-template name="limits"/>
      </div>
      <xsl:call-template name="proof"/>
    </article>
  </xsl:template>

  <xsl:template name="verdict-line">
    <xsl:param name="name"/>
    <xsl:variable name="editions" select="key('verdict', $name)"/>
    <xsl:if test="$editions">
      <li>
        <xsl:call-template name="edition-data"><xsl:with-param name="of" select="$editions"/></xsl:call-template>
        <xsl:call-template name="badge"><xsl:with-param name="name" select="$name"/></xsl:call-template>
        <xsl:for-each select="$editions"><xsl:text> </xsl:text><span class="ed" data-e="|{@name}|"><xsl:value-of select="@name"/></span></xsl:for-each>
      </li>
    </xsl:if>
  </xsl:template>

  <xsl:template name="thumbnail">
    <xsl:choose>
      <xsl:when test="thumbnail">
        <div class="thumb"><img src="{thumbnail/@src}" alt="{thumbnail/@alt}" width="160" height="120" loading="lazy" decoding="async">
          <!-- An Exif orientation, which browsers know nothing of here. -->
          <xsl:if test="thumbnail/@orientation &gt; 1"><xsl:attribute name="class">o<xsl:value-of select="thumbnail/@orientation"/></xsl:attribute></xsl:if>
        </img></div>
      </xsl:when>
      <xsl:otherwise><p class="thumb none"><xsl:value-of select="cl:message('no preview')"/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="facts">
    <ul class="facts">
      <xsl:if test="string(@headline) and @headline != @name"><li class="headline" dir="auto"><xsl:call-template name="lang"/><xsl:value-of select="@headline"/></li></xsl:if>
      <xsl:if test="string(@date)"><li><time datetime="{@date}"><xsl:value-of select="@date"/></time></li></xsl:if>
      <xsl:if test="string(@agencies)"><li dir="auto"><xsl:value-of select="translate(@agencies, '|', '/')"/></li></xsl:if>
      <xsl:if test="string(@due)"><li class="due"><xsl:value-of select="cl:message('Due {1}', string(@due))"/></li></xsl:if>
      <xsl:if test="string(@format)"><li><xsl:value-of select="@format"/></li></xsl:if>
      <xsl:if test="@known &gt; 0"><li><xsl:value-of select="cl:message('Known findings: {1}', string(@known))"/></li></xsl:if>
    </ul>
  </xsl:template>

  <xsl:template name="lang">
    <xsl:if test="string(/picture/@lang-of-caption)"><xsl:attribute name="lang"><xsl:value-of select="/picture/@lang-of-caption"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- "web-kr web-jp", where something is not true of every edition. -->
  <xsl:template name="editions">
    <xsl:param name="of"/>
    <xsl:if test="count($of) &lt; count(/picture/edition)">
      <xsl:text> </xsl:text>
      <span class="eds"><xsl:for-each select="$of"><xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if><xsl:value-of select="@name"/></xsl:for-each></span>
    </xsl:if>
  </xsl:template>

  <!-- For the filter by edition: |web-kr|web-jp| -->
  <xsl:template name="edition-data">
    <xsl:param name="of"/>
    <xsl:if test="count($of) &lt; count(/picture/edition)">
      <xsl:attribute name="data-e"><xsl:text>|</xsl:text><xsl:for-each select="$of"><xsl:value-of select="concat(@name, '|')"/></xsl:for-each></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- ==== the credit line to print ==== -->

  <xsl:template name="credit-line">
    <xsl:variable name="lines" select="edition/print[string(@credit)][generate-id() = generate-id(key('credit', @credit)[1])]"/>
    <!-- What was killed or withdrawn has no line, whatever it states. -->
    <xsl:variable name="killed" select="edition/finding[@rule = 'notice.kill' or @rule = 'notice.withdrawal'][not(waiver)]"/>
    <section class="print">
      <h4><xsl:value-of select="cl:message('Credit line to print')"/></h4>
      <xsl:choose>
        <xsl:when test="$killed"><p class="soft"><xsl:value-of select="cl:message('None: the picture must not run.')"/></p></xsl:when>
        <xsl:when test="$lines"><xsl:apply-templates select="$lines"/></xsl:when>
        <xsl:when test="string(print/@credit)"><xsl:apply-templates select="print"/></xsl:when>
        <xsl:when test="@worst = 'block' and not(key('verdict', 'review') | key('verdict', 'duty') | key('verdict', 'ok'))">
          <p class="soft"><xsl:value-of select="cl:message('None: the picture must not run.')"/></p>
        </xsl:when>
        <xsl:otherwise><p class="soft"><xsl:value-of select="cl:message('None is stated.')"/></p></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template match="print">
    <xsl:variable name="of" select="key('credit', @credit)/.."/>
    <div class="credit-line role-{@role}">
      <xsl:if test="parent::edition"><xsl:call-template name="edition-data"><xsl:with-param name="of" select="$of"/></xsl:call-template></xsl:if>
      <p class="credit" dir="auto"><xsl:value-of select="@credit"/></p>
      <button type="button" class="js" data-do="copy" aria-label="{cl:message('Copy the credit line {1}', string(@credit))}"><xsl:value-of select="cl:message('Copy')"/></button>
      <p class="soft">
        <xsl:choose>
          <xsl:when test="@role = 'mandatory' and @exact = 'true'"><xsl:value-of select="cl:message('Mandatory, word for word.')"/></xsl:when>
          <xsl:when test="@role = 'mandatory'"><xsl:value-of select="cl:message('Mandatory.')"/></xsl:when>
          <xsl:when test="@role = 'requested'"><xsl:value-of select="cl:message('As the supplier asks for it.')"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="cl:message('As stated; no note demands it.')"/></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="parent::edition"><xsl:call-template name="editions"><xsl:with-param name="of" select="$of"/></xsl:call-template></xsl:if>
      </p>
    </div>
  </xsl:template>

  <!-- ==== what stands against it, what to do ==== -->

  <xsl:template name="findings">
    <xsl:variable name="first" select="edition/finding[generate-id() = generate-id(key('finding', concat(@rule, '|', @message, '|', waiver/@approved-by, '|', waiver/@expires, '|', waiver/@reason))[1])]"/>
    <xsl:variable name="open" select="$first[not(waiver)]"/>
    <xsl:variable name="duties" select="edition/duty[generate-id() = generate-id(key('duty', concat(@rule, '|', @text))[1])]"/>
    <xsl:if test="damage[@level = 'error']">
      <section class="found v-incomplete">
        <h4><xsl:value-of select="cl:message('Could not be read whole')"/></h4>
        <ul><xsl:apply-templates select="damage[@level = 'error']"/></ul>
      </section>
    </xsl:if>
    <xsl:if test="$open[@level = 'error']">
      <section class="found v-block">
        <h4><xsl:value-of select="cl:message('Stands against it')"/></h4>
        <ul><xsl:apply-templates select="$open[@level = 'error']"/></ul>
      </section>
    </xsl:if>
    <xsl:if test="$open[@level = 'warning'] | damage[@level = 'warning']">
      <section class="found v-review">
        <h4><xsl:value-of select="cl:message('A person must look')"/></h4>
        <ul><xsl:apply-templates select="damage[@level = 'warning'] | $open[@level = 'warning']"/></ul>
      </section>
    </xsl:if>
    <xsl:if test="$duties">
      <section class="found duties v-duty">
        <h4>
          <xsl:choose>
            <xsl:when test="edition[@verdict != 'block']"><xsl:value-of select="cl:message('To publish')"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="cl:message('Once that is settled')"/></xsl:otherwise>
          </xsl:choose>
        </h4>
        <ul><xsl:apply-templates select="$duties"/></ul>
      </section>
    </xsl:if>
    <xsl:if test="$open[@level = 'info'] | damage[@level = 'info']">
      <section class="found v-info">
        <h4><xsl:value-of select="cl:message('Good to know')"/></h4>
        <ul><xsl:apply-templates select="damage[@level = 'info'] | $open[@level = 'info']"/></ul>
      </section>
    </xsl:if>
    <xsl:if test="$first[waiver]">
      <section class="found waived v-info">
        <h4><xsl:value-of select="cl:message('Waived')"/></h4>
        <ul><xsl:apply-templates select="$first[waiver]"/></ul>
      </section>
    </xsl:if>
    <xsl:if test="edition and not($first | $duties | damage)">
      <p class="clear"><xsl:value-of select="cl:message('Nothing stands against it.')"/></p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="finding | damage">
    <xsl:variable name="of" select="key('finding', concat(@rule, '|', @message, '|', waiver/@approved-by, '|', waiver/@expires, '|', waiver/@reason))/.."/>
    <li>
      <xsl:if test="self::finding"><xsl:call-template name="edition-data"><xsl:with-param name="of" select="$of"/></xsl:call-template></xsl:if>
      <p class="message"><xsl:value-of select="@message"/></p>
      <xsl:if test="excerpt and not(contains(@message, normalize-space(excerpt/@words)))">
        <blockquote dir="auto"><xsl:value-of select="excerpt/@before"/><mark><xsl:value-of select="excerpt/@words"/></mark><xsl:value-of select="excerpt/@after"/></blockquote>
      </xsl:if>
      <xsl:if test="waiver">
        <p><xsl:value-of select="cl:message('Waived by {1} until {2}: {3}', string(waiver/@approved-by), string(waiver/@expires), string(waiver/@reason))"/></p>
      </xsl:if>
      <xsl:if test="string(@fix) and not(waiver)"><p class="fix"><xsl:value-of select="@fix"/></p></xsl:if>
      <xsl:call-template name="origin"><xsl:with-param name="of" select="$of[current()/self::finding]"/></xsl:call-template>
    </li>
  </xsl:template>

  <xsl:template match="duty">
    <xsl:variable name="of" select="key('duty', concat(@rule, '|', @text))/.."/>
    <li>
      <xsl:call-template name="edition-data"><xsl:with-param name="of" select="$of"/></xsl:call-template>
      <label class="tick">
        <input type="checkbox" autocomplete="off"/>
        <xsl:text> </xsl:text>
        <span><xsl:value-of select="@text"/></span>
      </label>
      <xsl:call-template name="origin"><xsl:with-param name="of" select="$of"/></xsl:call-template>
    </li>
  </xsl:template>

  <!-- For which editions, where it stands, and the rule that says so. -->
  <xsl:template name="origin">
    <xsl:param name="of"/>
    <p class="origin">
      <xsl:if test="$of"><xsl:call-template name="editions"><xsl:with-param name="of" select="$of"/></xsl:call-template><xsl:text> </xsl:text></xsl:if>
      <xsl:call-template name="place"/>
    </p>
  </xsl:template>

  <xsl:template name="place">
    <xsl:if test="string(@label)"><xsl:value-of select="@label"/><xsl:text> · </xsl:text></xsl:if>
    <xsl:if test="string(@origin)"><xsl:value-of select="@origin"/><xsl:text> · </xsl:text></xsl:if>
    <xsl:if test="string(@file)"><xsl:value-of select="@file"/><xsl:text> · </xsl:text></xsl:if>
    <xsl:if test="not(string(@field)) and string(@offset)"><xsl:value-of select="cl:message('byte {1}', string(@offset))"/><xsl:text> · </xsl:text></xsl:if>
    <a href="#rule-{@rule}"><xsl:value-of select="@rule"/></a>
  </xsl:template>

  <!-- ==== the texts with their notes ==== -->

  <xsl:template match="text">
    <section class="text">
      <h4><xsl:value-of select="@label"/><xsl:text> </xsl:text><span class="origin"><xsl:value-of select="@origin"/></span></h4>
      <p dir="auto">
        <xsl:if test="@field = 'caption' or @field = 'headline'"><xsl:call-template name="lang"/></xsl:if>
        <xsl:apply-templates select="t | note"/>
      </p>
    </section>
  </xsl:template>

  <xsl:template match="text" mode="short">
    <div>
      <dt><xsl:value-of select="@label"/><xsl:text> </xsl:text><span class="origin"><xsl:value-of select="@origin"/></span></dt>
      <dd dir="auto"><xsl:apply-templates select="t | note"/></dd>
    </div>
  </xsl:template>

  <xsl:template match="t"><xsl:value-of select="."/></xsl:template>

  <!-- What only a finding is about: the finding stands on its own, beside the text. -->
  <xsl:template match="note[not(string(@ids))]">
    <span class="note finding"><xsl:if test="string(@title)"><xsl:attribute name="title"><xsl:value-of select="@title"/></xsl:attribute></xsl:if><xsl:value-of select="."/></span>
  </xsl:template>

  <!-- A link to the note's line below; where scripts run, hover, focus and tap show that line in place. -->
  <xsl:template match="note">
    <xsl:variable name="first">
      <xsl:choose>
        <xsl:when test="contains(@ids, ' ')"><xsl:value-of select="substring-before(@ids, ' ')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="@ids"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <a class="note {@kind}" href="#{/picture/@card}-{$first}">
      <xsl:if test="contains(@ids, ' ')"><xsl:attribute name="data-ids"><xsl:value-of select="@ids"/></xsl:attribute></xsl:if>
      <xsl:value-of select="."/>
    </a>
  </xsl:template>

  <!-- ==== what the notes say, in plain words ==== -->

  <xsl:template name="limits">
    <xsl:if test="restriction | notice | unread | credit">
      <section class="limits">
        <h4><xsl:value-of select="cl:message('What the notes say')"/></h4>
        <ul>
          <xsl:apply-templates select="unread"/>
          <xsl:apply-templates select="notice"/>
          <xsl:apply-templates select="restriction"/>
          <xsl:apply-templates select="credit"/>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="note-line">
    <xsl:param name="plain"/>
    <span class="plain"><xsl:value-of select="$plain"/></span>
    <xsl:if test="string(@text) and @text != $plain"><xsl:text> </xsl:text><q class="quote" dir="auto"><xsl:value-of select="@text"/></q></xsl:if>
    <xsl:if test="@confidence = 'low' or @confidence = 'medium'">
      <xsl:text> </xsl:text>
      <span class="soft">
        <xsl:choose>
          <xsl:when test="@confidence = 'low'"><xsl:value-of select="cl:message('(read with low confidence)')"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="cl:message('(read with medium confidence)')"/></xsl:otherwise>
        </xsl:choose>
      </span>
    </xsl:if>
    <xsl:text> </xsl:text>
    <span class="origin"><xsl:call-template name="place"/></span>
  </xsl:template>

  <xsl:template match="restriction">
    <li class="{@kind} {@effect}" id="{/picture/@card}-{@note}">
      <xsl:if test="count(territory) &lt;= 3"><xsl:apply-templates select="territory" mode="flag"/></xsl:if>
      <xsl:call-template name="note-line"><xsl:with-param name="plain" select="@plain"/></xsl:call-template>
      <xsl:if test="count(territory) &gt; 3">
        <ul class="territories">
          <xsl:apply-templates select="territory"/>
          <xsl:if test="@more &gt; 0"><li><xsl:value-of select="cl:message('and {1} more', string(@more))"/></li></xsl:if>
        </ul>
      </xsl:if>
    </li>
  </xsl:template>

  <xsl:template match="territory" mode="flag">
    <xsl:if test="string(@flag)"><span class="flag" aria-hidden="true"><xsl:value-of select="@flag"/></span><xsl:text> </xsl:text></xsl:if>
  </xsl:template>
  <xsl:template match="territory">
    <li><xsl:apply-templates select="." mode="flag"/><xsl:value-of select="@name"/></li>
  </xsl:template>

  <xsl:template match="notice">
    <li class="notice" id="{/picture/@card}-{@note}">
      <xsl:call-template name="note-line"><xsl:with-param name="plain" select="@plain"/></xsl:call-template>
    </li>
  </xsl:template>

  <xsl:template match="unread">
    <li class="unread" id="{/picture/@card}-{@note}">
      <xsl:call-template name="note-line"><xsl:with-param name="plain" select="cl:message('Not understood')"/></xsl:call-template>
    </li>
  </xsl:template>

  <xsl:template match="credit">
    <li class="credit" id="{/picture/@card}-{@note}">
      <xsl:call-template name="note-line">
        <xsl:with-param name="plain">
          <xsl:choose>
            <xsl:when test="@role = 'mandatory'"><xsl:value-of select="cl:message('Mandatory credit')"/></xsl:when>
            <xsl:when test="@role = 'requested'"><xsl:value-of select="cl:message('Credit as requested')"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="cl:message('Credit as stated')"/></xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
    </li>
  </xsl:template>

  <!-- ==== contradictions, side by side ==== -->

  <xsl:template match="differ">
    <section class="differ">
      <h4><xsl:value-of select="cl:message('{1}: not the same everywhere', string(@label))"/></h4>
      <dl>
        <xsl:for-each select="value">
          <div><dt><xsl:value-of select="@origin"/><xsl:if test="@shown = 'true'"><xsl:text> </xsl:text><b><xsl:value-of select="cl:message('(shown by programs)')"/></b></xsl:if></dt><dd dir="auto"><xsl:value-of select="."/></dd></div>
        </xsl:for-each>
      </dl>
    </section>
  </xsl:template>

  <!-- ==== the proof ==== -->

  <xsl:template name="proof">
    <details class="proof">
      <summary><xsl:value-of select="cl:message('Proof: reasoning and all fields')"/></summary>
      <div class="proof-body">
        <p class="path" dir="auto"><xsl:value-of select="@path"/></p>
        <!-- Every reason once: of editions that differ in nothing it would stand as often. -->
        <xsl:variable name="reasons" select="(damage/@because | edition/*/@because | edition/because)[string(.)][generate-id() = generate-id(key('reason', string(.))[1])]"/>
        <xsl:if test="$reasons">
          <ul class="reasons"><xsl:for-each select="$reasons"><li><xsl:value-of select="."/></li></xsl:for-each></ul>
        </xsl:if>
        <xsl:if test="field">
          <dl class="fields"><xsl:apply-templates select="field[generate-id() = generate-id(key('value', concat(@name, '|', .))[1])]"/></dl>
        </xsl:if>
      </div>
    </details>
  </xsl:template>

  <!-- A value that stands in several blocks is shown once, with all of its places. -->
  <xsl:template match="field">
    <dt><xsl:value-of select="@label"/></dt>
    <dd dir="auto"><xsl:value-of select="."/></dd>
    <dd class="soft">
      <xsl:for-each select="key('value', concat(@name, '|', .))">
        <xsl:if test="position() &gt; 1"><br/></xsl:if>
        <xsl:choose>
          <xsl:when test="@shown = 'false' and string(@offset)"><xsl:value-of select="cl:message('{1}, byte {2}; not shown by programs', string(@origin), string(@offset))"/></xsl:when>
          <xsl:when test="@shown = 'false'"><xsl:value-of select="cl:message('{1}; not shown by programs', string(@origin))"/></xsl:when>
          <xsl:when test="string(@offset)"><xsl:value-of select="cl:message('{1}, byte {2}', string(@origin), string(@offset))"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="@origin"/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </dd>
  </xsl:template>
</xsl:stylesheet>
